package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Safe;
import dev.gander.application.template.value.Value.Textual;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Filters for texts; other values are printed first.
final class TextFilters {
  private final Semantics semantics;

  TextFilters(Semantics semantics) {
    this.semantics = semantics;
  }

  /// Null if there is no such filter here.
  @Nullable Value apply(String name, Value value, Arguments arguments) {
    return switch (name) {
      case "upper" -> Value.of(text(value, arguments).toUpperCase(Locale.ROOT));
      case "lower" -> Value.of(text(value, arguments).toLowerCase(Locale.ROOT));
      case "capitalize" -> Value.of(capitalised(text(value, arguments)));
      case "title" -> Value.of(title(text(value, arguments)));
      case "string" -> value instanceof Textual ? value : Value.of(text(value, arguments));
      case "safe" -> new Safe(text(value, arguments));
      case "tojson" -> new Safe(semantics.texts().spacedJson(value));
      case "trim" -> Value.of(trimmed(value, arguments.as("chars")));
      case "replace" -> Value.of(replaced(value, arguments.as("from", "to")));
      case "indent" -> Value.of(indented(value, arguments.as("width", "first", "blank")));
      case "lines" -> Items.of(Value.texts(text(value, arguments).lines().toList()));
      case "split" -> Items.of(Value.texts(split(value, arguments.as("separator", "most"))));
      default -> null;
    };
  }

  /// For the web if the template has no escaping of its own.
  Value escaped(Value value, Escaping escaping) {
    if (value instanceof Safe) {
      return value;
    }
    if (escaping == Escaping.JSON) {
      return new Safe(semantics.texts().json(semantics.usable(value)));
    }
    return new Safe(Escaping.HTML.escape(text(value)));
  }

  /// For a filter without arguments.
  private String text(Value value, Arguments arguments) {
    arguments.none();
    return text(value);
  }

  private String text(Value value) {
    String text = semantics.text(value);
    semantics.allowance().text(text.length());
    return text;
  }

  private String trimmed(Value value, Arguments arguments) {
    String text = text(value);
    if (arguments.get("chars") == null) {
      return text.strip();
    }
    List<Integer> trimmed = arguments.text("chars").codePoints().boxed().distinct().toList();
    semantics.allowance().steps(trimmed.size());
    int start = 0;
    while (start < text.length() && trimmed.contains(text.codePointAt(start))) {
      semantics.allowance().steps(trimmed.size());
      start = text.offsetByCodePoints(start, 1);
    }
    int end = text.length();
    while (end > start && trimmed.contains(text.codePointBefore(end))) {
      semantics.allowance().steps(trimmed.size());
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(start, end);
  }

  private String replaced(Value value, Arguments arguments) {
    String text = text(value);
    String from = arguments.text("from");
    String to = arguments.text("to");
    semantics.allowance().search(text, from);
    long found = from.isEmpty() ? text.length() + 1L : occurrences(text, from);
    semantics.allowance().text(text.length() + found * (to.length() - from.length()));
    return text.replace(from, to);
  }

  private static long occurrences(String text, String part) {
    long found = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      found++;
    }
    return found;
  }

  private String indented(Value value, Arguments arguments) {
    int width = arguments.count("width", 4);
    String text = withoutLastBreak(text(value));
    boolean first = arguments.flag("first");
    boolean blank = arguments.flag("blank");
    long lines = 1 + text.chars().filter(c -> c == '\n').count();
    semantics.allowance().text(text.length() + lines * width);
    String indent = " ".repeat(width);
    StringBuilder out = new StringBuilder();
    boolean isFirst = true;
    for (String line : text.split("\n", -1)) {
      out.append(isFirst ? "" : "\n");
      boolean isIndented = isFirst ? first : true;
      out.append(isIndented && (blank || !line.isEmpty()) ? indent : "").append(line);
      isFirst = false;
    }
    return out.toString();
  }

  private static String withoutLastBreak(String text) {
    String rest = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return rest.endsWith("\r") ? rest.substring(0, rest.length() - 1) : rest;
  }

  /// Without a separator at white space; parts beyond the limit stay together.
  private List<String> split(Value value, Arguments arguments) {
    String text = text(value);
    semantics.allowance().steps(text.length());
    int most = arguments.count("most", Integer.MAX_VALUE - 1);
    String separator = arguments.text("separator", "");
    if (separator.isEmpty()) {
      String stripped = text.strip();
      return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", most + 1));
    }
    semantics.allowance().search(text, separator);
    return List.of(text.split(Pattern.quote(separator), most + 1));
  }

  private static String capitalised(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int second = text.offsetByCodePoints(0, 1);
    return text.substring(0, second).toUpperCase(Locale.ROOT)
        + text.substring(second).toLowerCase(Locale.ROOT);
  }

  /// Words begin behind white space and ASCII punctuation.
  private static String title(String text) {
    StringBuilder title = new StringBuilder(text.length());
    boolean starts = true;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int c = text.codePointAt(at);
      if (Character.isWhitespace(c) || isPunctuation(c)) {
        title.appendCodePoint(c);
        starts = true;
      } else if (starts) {
        title.append(Character.toString(c).toUpperCase(Locale.ROOT));
        starts = false;
      } else {
        title.appendCodePoint(Character.toLowerCase(c));
      }
    }
    return title.toString();
  }

  private static boolean isPunctuation(int c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }
}
