/// Recipes outside the domain's own rules: read from documents, checked, filled in, found in
/// folders. Start with [RecipeReader], [RecipeCheck], [RecipeBuilder] and [RecipeLibrary].
@NullMarked
package dev.gander.application.recipe;

import org.jspecify.annotations.NullMarked;
