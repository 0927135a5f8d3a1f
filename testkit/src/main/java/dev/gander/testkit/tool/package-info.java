/// Doubles and contracts for tools and hooks.
@NullMarked
package dev.gander.testkit.tool;

import org.jspecify.annotations.NullMarked;
