package dev.gander.adapters.bundled.memory;

import dev.gander.domain.error.ExtensionException;
import java.util.Optional;

/// The name of a category, which is also that of its file.
record Category(String name) {
  private static final String SUFFIX = ".txt";

  /// @throws ExtensionException unless the name is a plain file name
  Category {
    if (!isPlain(name)) {
      throw ExtensionException.invalidParams("memory category must be a single filename component");
    }
  }

  private static boolean isPlain(String name) {
    return !name.isBlank()
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
  }

  String fileName() {
    return name + SUFFIX;
  }

  /// Empty for a file that is no category's.
  static Optional<Category> ofFile(String fileName) {
    return Optional.of(fileName)
        .filter(file -> file.endsWith(SUFFIX))
        .map(file -> file.substring(0, file.length() - SUFFIX.length()))
        .filter(Category::isPlain)
        .map(Category::new);
  }
}
