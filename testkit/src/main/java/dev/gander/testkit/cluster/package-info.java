/// What nodes share, in memory, and the contracts of it.
@NullMarked
package dev.gander.testkit.cluster;

import org.jspecify.annotations.NullMarked;
