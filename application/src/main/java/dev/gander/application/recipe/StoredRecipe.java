package dev.gander.application.recipe;

import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeId;
import java.nio.file.Path;
import java.time.Instant;

/// A recipe in a file of one of goose's folders.
///
/// @param recipe not checked; its sub-recipes have absolute paths where their files exist
public record StoredRecipe(RecipeId id, Path file, Instant modified, Recipe recipe) {}
