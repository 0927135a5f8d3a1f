package dev.gander.application.recipe;

import dev.gander.application.template.TemplateLoader;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.TextPlaces;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads recipes from documents. Each method throws [dev.gander.domain.error.InvalidInput] if the
/// text is not a recipe.
public final class RecipeReader {
  private final RecipeDocuments documents;
  private final RecipeFiles files;

  public RecipeReader(RecipeDocuments documents, RecipeFiles files) {
    this.documents = documents;
    this.files = files;
  }

  /// The recipe as it stands there, templates and all.
  public Recipe plain(String text) {
    return read(text, UnaryOperator.identity());
  }

  /// The recipe and the names that its document needs, of which the places that are no expressions
  /// are marked as raw. A document that is put together of others is read as they make it, with
  /// nothing filled in.
  ///
  /// @param folder where `extends` and `include` look; null if they may not
  RecipeDraft draft(String text, @Nullable Path folder) {
    RecipeTemplate template = RecipeTemplate.of(text, loader(folder));
    String blank = template.blank();
    return new RecipeDraft(
        plain(template.isComposed() ? blank : template.source()), template.names());
  }

  /// The recipe with values in all of its document. A value is text and never a part of the
  /// document, whatever it contains.
  Recipe filled(String text, Path folder, Map<String, String> values) {
    RecipeTemplate template = RecipeTemplate.of(text, loader(folder));
    ValueMarks marks = new ValueMarks(template.source());
    return read(template.filled(values, marks::mark), marks::resolve);
  }

  private Recipe read(String text, UnaryOperator<String> fill) {
    return Recipe.ofDocument(documents.parse(text, TextPlaces.OF_RECIPES, fill));
  }

  private TemplateLoader loader(@Nullable Path folder) {
    return folder == null ? TemplateLoader.NONE : name -> files.readBelow(folder, name);
  }
}
