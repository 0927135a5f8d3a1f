package dev.gander.domain.localmodel;

/// Which template turns a conversation into the text that a model reads.
public sealed interface TemplateChoice {
  /// The one in the model's file.
  record Embedded() implements TemplateChoice {}

  /// One of the engine's own.
  record Builtin(String name) implements TemplateChoice {}

  /// The user's.
  record Inline(String template) implements TemplateChoice {}
}
