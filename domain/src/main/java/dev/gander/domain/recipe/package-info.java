/// Recipes: prepared tasks with instructions, extensions and a model. Currently only what starting
/// a session needs; files, parameters and links come with the other recipe operations.
@NullMarked
package dev.gander.domain.recipe;

import org.jspecify.annotations.NullMarked;
