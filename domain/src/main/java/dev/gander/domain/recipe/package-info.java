/// Recipes: prepared tasks with instructions, extensions and a model. So far what a session can be
/// started with; files, parameters and links come with the rest of the recipe operations.
@NullMarked
package dev.gander.domain.recipe;

import org.jspecify.annotations.NullMarked;
