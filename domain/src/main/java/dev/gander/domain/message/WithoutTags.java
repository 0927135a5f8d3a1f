package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes Unicode's tag characters out of what a model reads: texts, results of tools, arguments of
/// calls, descriptions of tools. What has none stays the same object, and nothing is made for it:
/// this runs over the whole history before each request to a model. Names stay, since a model has
/// to repeat them, and so does thinking, which its service has signed.
@SuppressWarnings("ReferenceEquality") // Equality would look at all of it.
final class WithoutTags {
  private WithoutTags() {}

  static Message of(Message message) {
    List<Content> changed = each(message.content(), WithoutTags::of);
    return changed == message.content() ? message : message.withContent(changed);
  }

  private static Content of(Content block) {
    return switch (block) {
      case Content.Text(String text, JsonObject other) -> {
        String changed = of(text);
        yield changed == text ? block : new Content.Text(changed, other);
      }
      case Content.ToolRequest(String id, Outcome<ToolCall> call, JsonObject other) -> {
        Outcome<ToolCall> changed = of(call, WithoutTags::of);
        yield changed == call ? block : new Content.ToolRequest(id, changed, other);
      }
      case Content.FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject other) -> {
        Outcome<ToolCall> changed = of(call, WithoutTags::of);
        yield changed == call ? block : new Content.FrontendToolRequest(id, changed, other);
      }
      case Content.ToolResponse(String id, Outcome<ToolResult> result, JsonObject other) -> {
        Outcome<ToolResult> changed = of(result, WithoutTags::of);
        yield changed == result ? block : new Content.ToolResponse(id, changed, other);
      }
      default -> block;
    };
  }

  private static <T> Outcome<T> of(Outcome<T> outcome, UnaryOperator<T> change) {
    return switch (outcome) {
      case Outcome.Success<T>(T value) -> {
        T changed = change.apply(value);
        yield changed == value ? outcome : Outcome.success(changed);
      }
      case Outcome.Failure<T>(String error) -> {
        String changed = of(error);
        yield changed == error ? outcome : Outcome.failure(changed);
      }
    };
  }

  private static ToolCall of(ToolCall call) {
    JsonObject arguments = call.arguments();
    JsonObject changed = arguments == null ? null : of(arguments);
    return changed == null || changed == arguments
        ? call
        : new ToolCall(call.name(), changed, call.other());
  }

  private static ToolResult of(ToolResult result) {
    List<ToolContent> content = each(result.content(), WithoutTags::of);
    @Nullable Json structured = result.structuredContent();
    @Nullable Json changed = structured == null ? null : of(structured);
    return content == result.content() && (changed == null || changed == structured)
        ? result
        : new ToolResult(content, changed, result.isError(), result.other());
  }

  private static ToolContent of(ToolContent block) {
    return switch (block) {
      case ToolContent.Text(String text, JsonObject other) -> {
        String changed = of(text);
        yield changed == text ? block : new ToolContent.Text(changed, other);
      }
      case ToolContent.Resource(JsonObject resource, JsonObject other) -> {
        JsonObject changed = of(resource);
        yield changed == resource ? block : new ToolContent.Resource(changed, other);
      }
      case ToolContent.ResourceLink(JsonObject json) -> {
        JsonObject changed = of(json);
        yield changed == json ? block : new ToolContent.ResourceLink(changed);
      }
      default -> block;
    };
  }

  static Tool of(Tool tool) {
    @Nullable String description = tool.description();
    @Nullable String changed = description == null ? null : of(description);
    JsonObject schema = of(tool.inputSchema());
    return schema == tool.inputSchema() && (changed == null || changed == description)
        ? tool
        : new Tool(tool.name(), changed, schema, tool.other());
  }

  private static Json of(Json json) {
    return switch (json) {
      case JsonString(String text) -> {
        String changed = of(text);
        yield changed == text ? json : Json.of(changed);
      }
      case JsonArray(List<Json> items) -> {
        List<Json> changed = each(items, WithoutTags::of);
        yield changed == items ? json : new JsonArray(changed);
      }
      case JsonObject object -> of(object);
      case Json other -> other;
    };
  }

  private static JsonObject of(JsonObject object) {
    JsonObject changed = object;
    for (var member : object.members().entrySet()) {
      Json value = of(member.getValue());
      if (value != member.getValue()) {
        changed = changed.with(member.getKey(), value);
      }
    }
    return changed;
  }

  /// The same list if nothing changes.
  static <T> List<T> each(List<T> items, UnaryOperator<T> change) {
    List<T> copy = null;
    for (int i = 0; i < items.size(); i++) {
      T changed = change.apply(items.get(i));
      if (changed != items.get(i)) {
        copy = copy == null ? new ArrayList<>(items) : copy;
        copy.set(i, changed);
      }
    }
    return copy == null ? items : copy;
  }

  static String of(String text) {
    // All tag characters start with this high surrogate; most texts contain none.
    if (text.indexOf('\uDB40') < 0) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text.length());
    text.codePoints().filter(c -> c < 0xE0000 || c > 0xE007F).forEach(rest::appendCodePoint);
    return rest.length() == text.length() ? text : rest.toString();
  }
}
