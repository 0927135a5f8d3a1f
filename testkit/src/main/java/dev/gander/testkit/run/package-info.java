/// Runs in memory, and the contract of their store.
@NullMarked
package dev.gander.testkit.run;

import org.jspecify.annotations.NullMarked;
