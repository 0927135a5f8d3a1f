package dev.gander.application.template;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The filters (`value | name(arguments)`) and tests (`value is name`) that templates may use.
final class Filters {
  private Filters() {}

  static @Nullable Json apply(String name, @Nullable Json value, List<Json> arguments) {
    return switch (name) {
      case "default", "d" -> isDefined(value, arguments) ? value : argument(arguments, 0, "");
      case "upper" -> Json.of(Values.print(value).toUpperCase(Locale.ROOT));
      case "lower" -> Json.of(Values.print(value).toLowerCase(Locale.ROOT));
      case "capitalize" -> Json.of(capitalise(Values.print(value)));
      case "title" -> Json.of(title(Values.print(value)));
      case "trim" -> Json.of(Values.print(value).strip());
      case "string" -> Json.of(Values.print(value));
      case "safe" -> value;
      case "replace" ->
          Json.of(Values.print(value).replace(text(arguments, 0), text(arguments, 1)));
      case "indent" -> Json.of(indent(Values.print(value), arguments));
      case "tojson" -> Json.of(value == null ? "null" : Values.literal(value));
      case "length", "count" -> Json.of(length(value));
      case "first" -> Values.items(value).isEmpty() ? null : Values.items(value).getFirst();
      case "last" -> Values.items(value).isEmpty() ? null : Values.items(value).getLast();
      case "list", "items" -> new JsonArray(Values.items(value));
      case "reverse" -> new JsonArray(Values.items(value).reversed());
      case "sort" ->
          new JsonArray(
              Values.items(value).stream().sorted(Comparator.comparing(Values::print)).toList());
      case "unique" -> new JsonArray(Values.items(value).stream().distinct().toList());
      case "join" ->
          Json.of(
              Values.items(value).stream()
                  .map(Values::print)
                  .collect(Collectors.joining(Values.print(argument(arguments, 0, "")))));
      default -> throw new TemplateException("unknown filter `" + name + "`");
    };
  }

  static boolean test(String name, @Nullable Json value) {
    return switch (name) {
      case "defined" -> value != null;
      case "undefined" -> value == null;
      case "none" -> value instanceof JsonNull;
      case "string" -> value instanceof JsonString;
      case "number" -> value instanceof JsonNumber;
      case "boolean" -> value instanceof JsonBool;
      case "mapping" -> value instanceof JsonObject;
      case "sequence", "iterable" -> value instanceof JsonArray;
      default -> throw new TemplateException("unknown test `" + name + "`");
    };
  }

  /// With a true second argument, empty values count as undefined too.
  private static boolean isDefined(@Nullable Json value, List<Json> arguments) {
    boolean alsoEmpty = arguments.size() > 1 && Values.isTrue(arguments.get(1));
    return alsoEmpty ? Values.isTrue(value) : value != null;
  }

  private static long length(@Nullable Json value) {
    return value instanceof JsonString(String text)
        ? text.codePointCount(0, text.length())
        : Values.items(value).size();
  }

  private static String indent(String text, List<Json> arguments) {
    long width =
        argument(arguments, 0, "") instanceof JsonNumber number ? number.integer().orElse(4) : 4;
    String pad = " ".repeat(Math.clamp(width, 0, 200));
    boolean firstToo = arguments.size() > 1 && Values.isTrue(arguments.get(1));
    String rest = text.replaceAll("\n(?=[^\n])", "\n" + pad);
    return firstToo ? pad + rest : rest;
  }

  private static String capitalise(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder title = new StringBuilder();
    boolean starts = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      title.append(starts ? Character.toUpperCase(c) : Character.toLowerCase(c));
      starts = !Character.isLetterOrDigit(c);
    }
    return title.toString();
  }

  private static String text(List<Json> arguments, int index) {
    return Values.print(argument(arguments, index, ""));
  }

  private static Json argument(List<Json> arguments, int index, String otherwise) {
    return index < arguments.size() ? arguments.get(index) : Json.of(otherwise);
  }
}
