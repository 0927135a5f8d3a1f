package dev.gander.application.template;

import dev.gander.domain.json.JsonObject;
import java.util.List;

/// A parsed template. Knows `{{ expression }}`, `{% if %}`, `{% for %}`, `{% set %}`, `{% raw %}`,
/// comments and white-space control. An undefined name prints as nothing and loops as nothing;
/// looking into it is an error. Immutable.
public final class Template {
  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /// How line breaks around tags are treated.
  public enum Whitespace {
    /// Kept, as recipes have it.
    KEEP,
    /// A tag takes the blanks before it and the line break after it along (Jinja's `trim_blocks`
    /// and `lstrip_blocks`), as prompts have it.
    TRIM_TAGS
  }

  /// @throws TemplateException if the text is no template
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
