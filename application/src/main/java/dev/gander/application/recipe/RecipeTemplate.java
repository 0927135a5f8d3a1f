package dev.gander.application.recipe;

import dev.gander.application.template.LiteralBraces;
import dev.gander.application.template.Rendering;
import dev.gander.application.template.Template;
import dev.gander.application.template.Template.Whitespace;
import dev.gander.application.template.TemplateLoader;
import dev.gander.domain.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A recipe's text as a template. What stands in double braces and is no expression is text.
final class RecipeTemplate {
  private static final Pattern INHERITANCE = Pattern.compile("\\{%-?\\s*(extends|include)");

  private final String source;
  private final Template template;

  private RecipeTemplate(String source, Template template) {
    this.source = source;
    this.template = template;
  }

  /// @throws dev.gander.application.template.TemplateException if the text is not a template
  static RecipeTemplate of(String text, TemplateLoader loader) {
    String source = LiteralBraces.protect(text);
    return new RecipeTemplate(source, Template.parse(source, Whitespace.KEEP, loader));
  }

  /// The text, with such places in raw blocks.
  String source() {
    return source;
  }

  /// The variables that it needs.
  Set<String> names() {
    return template.undeclared();
  }

  /// Whether it is only a document together with other files.
  boolean isComposed() {
    return INHERITANCE.matcher(source).find();
  }

  /// With nothing filled in.
  ///
  /// @throws dev.gander.application.template.TemplateException if an expression fails without
  ///   values
  String blank() {
    return template.render(JsonObject.EMPTY, Rendering.LENIENT);
  }

  /// @param print is applied to what expressions print
  /// @throws dev.gander.application.template.TemplateException if a value is missing or an
  ///   expression fails
  String filled(Map<String, String> values, UnaryOperator<String> print) {
    JsonObject.Builder variables = JsonObject.builder();
    values.forEach(variables::put);
    return template.render(variables.build(), Rendering.STRICT.printing(print));
  }
}
