package dev.gander.application.template;

/// A section of a template's source; `line` is where it begins.
sealed interface Token {
  int line();

  /// Text that is copied verbatim.
  record Text(String text, int line) implements Token {}

  /// The inside of `{{ }}`.
  record Output(String code, int line) implements Token {}

  /// The inside of `{% %}`.
  record Tag(String code, int line) implements Token {}
}
