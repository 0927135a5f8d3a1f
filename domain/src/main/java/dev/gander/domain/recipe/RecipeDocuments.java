package dev.gander.domain.recipe;

import dev.gander.domain.json.Json;
import java.util.function.UnaryOperator;

/// Recipes as YAML, of which JSON is a part. Thread-safe; nothing touches the disk.
public interface RecipeDocuments {
  /// The content of one document.
  ///
  /// @param texts where plain scalars are texts; a document whose root has a member `recipe` is
  ///   read without them
  /// @param fill is applied to each scalar and each key as they are read, before a scalar's type is
  ///   decided; the identity for a document without marks
  /// @throws dev.gander.domain.error.InvalidInput with the reason and the place if the text is not
  ///   one document, repeats a key, nests deeper than 200 levels, or expands to more than a million
  ///   values
  Json parse(String text, TextPlaces texts, UnaryOperator<String> fill);

  /// A document that reads back as the recipe. Each text of several lines is a literal block, as
  /// far as YAML can.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if a text contains half a character, or the
  ///   document were larger than a mebibyte, which nobody would read again
  String write(Recipe recipe);
}
