/// Doubles and contracts for tools.
@NullMarked
package dev.gander.testkit.tool;

import org.jspecify.annotations.NullMarked;
