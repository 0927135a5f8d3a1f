/// Files of users and of other programs, in memory, and the contracts of their ports.
@NullMarked
package dev.gander.testkit.source;

import org.jspecify.annotations.NullMarked;
