package dev.gander.adapters.acp.update;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a tool call is called (goosed 1.35+): `developer: edit · /a/b`.
public final class ToolTitle {
  /// The arguments that say most about a call, the most telling first.
  private static final List<String> TELLING =
      List.of("path", "file", "command", "query", "url", "uri", "name", "pattern", "source");

  private static final int LONGEST = 60;

  private ToolTitle() {}

  /// The name of the tool, for people.
  public static String plain(String toolName) {
    int joint = toolName.indexOf("__");
    String name =
        joint < 0 ? toolName : toolName.substring(0, joint) + ": " + toolName.substring(joint + 2);
    return name.replace('_', ' ');
  }

  /// The name and what the call is about.
  static String of(ToolCall call) {
    String name = plain(call.name());
    return detail(call.argumentsOrEmpty()).map(detail -> name + " · " + detail).orElse(name);
  }

  private static Optional<String> detail(JsonObject arguments) {
    return TELLING.stream()
        .map(arguments::get)
        .filter(ToolTitle::isTelling)
        .findFirst()
        .map(ToolTitle::firstLine);
  }

  private static boolean isTelling(@Nullable Json value) {
    return switch (value) {
      case null -> false;
      case JsonNull _ -> false;
      case JsonString(String text) -> !text.isEmpty();
      case JsonArray array -> !array.items().isEmpty();
      case JsonObject object -> !object.isEmpty();
      default -> true;
    };
  }

  private static String firstLine(Json value) {
    String text = value instanceof JsonString(String plain) ? plain : JsonText.write(value);
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return line.getBytes(StandardCharsets.UTF_8).length <= LONGEST ? line : shortened(line);
  }

  /// goose shortens twice.
  private static String shortened(String line) {
    int kept =
        line.offsetByCodePoints(0, Math.min(LONGEST - 6, line.codePointCount(0, line.length())));
    return line.substring(0, kept) + "...…";
  }
}
