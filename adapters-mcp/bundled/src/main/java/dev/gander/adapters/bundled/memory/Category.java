package dev.gander.adapters.bundled.memory;

import dev.gander.domain.error.ExtensionException;

/// The name of a category, which is also that of its file.
record Category(String name) {
  private static final String SUFFIX = ".txt";

  /// @throws ExtensionException unless the name is a plain file name
  Category {
    boolean isPlain =
        !name.isBlank()
            && !name.equals(".")
            && !name.equals("..")
            && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
    if (!isPlain) {
      throw ExtensionException.invalidParams("memory category must be a single filename component");
    }
  }

  String fileName() {
    return name + SUFFIX;
  }

  static boolean isFileName(String fileName) {
    return fileName.endsWith(SUFFIX) && fileName.length() > SUFFIX.length();
  }

  static String ofFileName(String fileName) {
    return fileName.substring(0, fileName.length() - SUFFIX.length());
  }
}
