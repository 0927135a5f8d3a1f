/// Routes of recipes.
@NullMarked
package dev.gander.adapters.http.recipe;

import org.jspecify.annotations.NullMarked;
