package dev.gander.application.template;

import dev.gander.application.template.value.Escaping;
import java.util.List;
import java.util.Map;

/// The parsed text of one template.
///
/// @param name empty for the one that rendering begins with
record ParsedTemplate(String name, List<Node> nodes, Map<String, Node.NamedBlock> blocks) {
  static ParsedTemplate parse(String name, String source, Template.Whitespace whitespace) {
    try {
      String text = withoutLastBreak(source);
      NodeParser parser = new NodeParser(new Lexer(text, whitespace).tokens());
      List<Node> nodes = parser.parse();
      return new ParsedTemplate(name, nodes, parser.blocks());
    } catch (TemplateException e) {
      throw e.in(name);
    }
  }

  /// A template that is a file ends with a line break which is not meant.
  private static String withoutLastBreak(String source) {
    String text = source.endsWith("\n") ? source.substring(0, source.length() - 1) : source;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  Escaping escaping() {
    return name.isEmpty() ? Escaping.NONE : Escaping.of(name);
  }
}
