package dev.gander.domain.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Values as text. What goes over the wire or into a file is written by an adapter.
final class CompactText {
  private CompactText() {}

  static void write(Json value, StringBuilder out) {
    switch (value) {
      case JsonNull _ -> out.append("null");
      case JsonBool bool -> out.append(bool.value());
      case JsonNumber(BigDecimal number) -> out.append(number);
      case JsonString(String text) -> quote(text, out);
      case JsonArray(List<Json> items) -> {
        String separator = "[";
        for (Json item : items) {
          write(item, out.append(separator));
          separator = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case JsonObject(Map<String, Json> members) -> {
        String separator = "{";
        for (Map.Entry<String, Json> member : members.entrySet()) {
          quote(member.getKey(), out.append(separator));
          write(member.getValue(), out.append(':'));
          separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
