/// Contracts of what several servers share.
@NullMarked
package dev.gander.testkit.cluster;

import org.jspecify.annotations.NullMarked;
