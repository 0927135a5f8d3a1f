/// Doubles and contracts for recipes.
@NullMarked
package dev.gander.testkit.recipe;

import org.jspecify.annotations.NullMarked;
