package dev.gander.application.template;

import dev.gander.domain.json.JsonObject;
import java.util.List;

/// A parsed template. Supports `{{ expression }}`, comments, white-space control, and these tags:
/// `{% if %}`, `{% for %}`, `{% set %}` and `{% raw %}`. An undefined name renders as empty text
/// and loops zero times; accessing its members is an error. Immutable.
public final class Template {
  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /// How line breaks around tags are treated.
  public enum Whitespace {
    /// Kept, as in recipes.
    KEEP,
    /// A tag also removes the blanks before it and the line break after it (Jinja's `trim_blocks`
    /// and `lstrip_blocks`), as in prompts.
    TRIM_TAGS
  }

  /// @throws TemplateException if the text is not a valid template
  public static Template parse(String source, Whitespace whitespace) {
    return new Template(new NodeParser(new Lexer(source, whitespace).tokens()).parse());
  }

  /// @throws TemplateException if an expression fails
  public String render(JsonObject variables) {
    StringBuilder out = new StringBuilder();
    new Renderer(variables, out).render(nodes);
    return out.toString();
  }
}
