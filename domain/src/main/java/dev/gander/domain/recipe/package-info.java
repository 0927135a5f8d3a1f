/// Recipes: prepared tasks with instructions, extensions and a model, in files, links and sessions.
/// Start with [Recipe].
@NullMarked
package dev.gander.domain.recipe;

import org.jspecify.annotations.NullMarked;
