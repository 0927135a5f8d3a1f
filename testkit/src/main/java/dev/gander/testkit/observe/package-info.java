/// Doubles and contracts of what operators look at.
@NullMarked
package dev.gander.testkit.observe;

import org.jspecify.annotations.NullMarked;
