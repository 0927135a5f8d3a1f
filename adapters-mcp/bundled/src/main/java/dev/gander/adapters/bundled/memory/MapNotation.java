package dev.gander.adapters.bundled.memory;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Maps of texts in the notation in which goosed prints them: `{"key": ["one", "two"]}`.
final class MapNotation {
  private MapNotation() {}

  static String of(Map<String, List<String>> map) {
    return map.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ": " + list(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String list(List<String> texts) {
    return texts.stream().map(MapNotation::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0 -> quoted.append("\\0");
      default -> {
        if (Character.isISOControl(c)) {
          quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
          quoted.appendCodePoint(c);
        }
      }
    }
  }
}
