package dev.gander.domain.tool;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tool's result. A tool that ran and failed has `isError` true; null means the server sent no
/// such flag. `other` holds `_meta` and unknown members.
public record ToolResult(
    List<ToolContent> content,
    @Nullable Json structuredContent,
    @Nullable Boolean isError,
    JsonObject other) {
  public ToolResult {
    content = List.copyOf(content);
  }

  public static ToolResult text(String text) {
    return new ToolResult(List.of(new ToolContent.Text(text)), null, false, JsonObject.EMPTY);
  }

  public static ToolResult error(String text) {
    return new ToolResult(List.of(new ToolContent.Text(text)), null, true, JsonObject.EMPTY);
  }

  public static ToolResult of(List<ToolContent> content) {
    return new ToolResult(content, null, false, JsonObject.EMPTY);
  }

  public boolean failed() {
    return Boolean.TRUE.equals(isError);
  }

  public ToolResult withContent(List<ToolContent> changed) {
    return new ToolResult(changed, structuredContent, isError, other);
  }

  /// The member `_meta`; empty if there is none.
  public JsonObject meta() {
    return other.object("_meta").orElse(JsonObject.EMPTY);
  }

  /// The same result with another `_meta`; with none if that is empty.
  public ToolResult withMeta(JsonObject changed) {
    JsonObject rest =
        changed.isEmpty() ? other.without(Set.of("_meta")) : other.with("_meta", changed);
    return new ToolResult(content, structuredContent, isError, rest);
  }

  /// The text blocks, in order.
  public List<String> texts() {
    return content.stream()
        .filter(ToolContent.Text.class::isInstance)
        .map(block -> ((ToolContent.Text) block).text())
        .toList();
  }

  /// The text blocks, joined by line breaks. A single one, which may be huge, is not copied.
  public String joinedText() {
    List<String> texts = texts();
    return texts.size() == 1 ? texts.getFirst() : String.join("\n", texts);
  }
}
