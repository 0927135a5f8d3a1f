package dev.gander.adapters.persistence.imports;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.PlainText;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the blocks of other agents have in common. They become blocks that every version of goose
/// reads: a block unknown to goose would hide the whole conversation from it.
final class ForeignBlocks {
  private static final Pattern DATA_URL =
      Pattern.compile("data:(?<type>[^;,]+);base64,(?<data>.*)", Pattern.DOTALL);

  private ForeignBlocks() {}

  /// The blocks of a text or an array; empty for anything else.
  static List<Content> of(@Nullable Json content, Function<JsonObject, Content> reader) {
    List<Content> blocks = new ArrayList<>();
    if (content instanceof JsonString(String text)) {
      blocks.add(text(text));
    } else if (content instanceof JsonArray(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof JsonObject block) {
          blocks.add(reader.apply(block));
        }
      }
    }
    blocks.removeIf(ForeignBlocks::isEmpty);
    return blocks;
  }

  static Content text(String text) {
    return new Content.Text(PlainText.clean(text));
  }

  static Content image(String base64, String mimeType) {
    return new Content.Image(base64, mimeType, JsonObject.EMPTY);
  }

  /// The image of a `data:` URL; empty for any other URL.
  static Optional<Content> image(String url) {
    Matcher parts = DATA_URL.matcher(url);
    return parts.matches()
        ? Optional.of(image(parts.group("data"), parts.group("type")))
        : Optional.empty();
  }

  /// A block without a counterpart: its text, or else its type in brackets, so that readers see
  /// that there was something.
  static Content mention(JsonObject block) {
    return text(
        block.text("text").orElseGet(() -> "[" + block.text("type").orElse("unknown") + "]"));
  }

  static Content call(String id, Optional<String> name, @Nullable Json arguments) {
    return new Content.ToolRequest(
        id, Outcome.success(new ToolCall(name.orElse("unknown_tool"), arguments(arguments))));
  }

  static Content answer(String id, List<Content> blocks, boolean failed) {
    List<ToolContent> content = new ArrayList<>();
    for (Content block : blocks) {
      switch (block) {
        case Content.Text(String text, _) -> content.add(new ToolContent.Text(text));
        case Content.Image(String data, String type, JsonObject other) ->
            content.add(new ToolContent.Image(data, type, other));
        default -> {
          // Tools return nothing else.
        }
      }
    }
    if (content.isEmpty()) {
      content.add(new ToolContent.Text(""));
    }
    return new Content.ToolResponse(
        id, Outcome.success(new ToolResult(content, null, failed, JsonObject.EMPTY)));
  }

  /// Treats arguments that are not an object as goose does.
  private static JsonObject arguments(@Nullable Json given) {
    return switch (given) {
      case JsonObject object -> object;
      case JsonNull _ -> JsonObject.EMPTY;
      case null -> JsonObject.EMPTY;
      case Json value -> JsonObject.of("value", value);
    };
  }

  private static boolean isEmpty(Content block) {
    return block instanceof Content.Text(String text, _) && text.isBlank();
  }
}
