/// Recipes in use: their parameters and values.
@NullMarked
package dev.gander.application.recipe;

import org.jspecify.annotations.NullMarked;
