package dev.gander.application.template;

/// A section of a template's source; `line` is where it begins.
sealed interface Token {
  int line();

  /// Text that is copied verbatim.
  record Text(String text, int line) implements Token {}

  /// The inside of `{{ }}`.
  record Output(String code, int line) implements Token {}

  /// The inside of `{% %}`.
  ///
  /// @param name its first word
  /// @param rest what follows
  record Tag(String name, String rest, int line) implements Token {
    static Tag of(String code, int line) {
      int end = 0;
      while (end < code.length() && Character.isLetterOrDigit(code.charAt(end))) {
        end++;
      }
      return new Tag(code.substring(0, end), code.substring(end), line);
    }

    Words words() {
      return new Words(rest, line);
    }
  }
}
