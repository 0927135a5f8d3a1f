package dev.gander.application.template.value;

import java.util.List;

/// What is done to values that are printed; the name of a template decides, as in MiniJinja.
public enum Escaping {
  NONE,
  HTML,
  JSON;

  private static final List<String> IGNORED = List.of(".j2", ".jinja2", ".jinja");

  public static Escaping of(String template) {
    String name =
        IGNORED.stream()
            .filter(template::endsWith)
            .findFirst()
            .map(end -> template.substring(0, template.length() - end.length()))
            .orElse(template);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json", "json5", "js", "yaml", "yml" -> JSON;
      case "html", "htm", "xml" -> HTML;
      default -> NONE;
    };
  }

  public String escape(String text) {
    return switch (this) {
      case NONE -> text;
      case HTML -> html(text);
      case JSON -> json(text);
    };
  }

  private static String html(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#x27;");
        case '/' -> out.append("&#x2f;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /// The text as it stands between quotes.
  private static String json(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }
}
