package dev.gander.domain.tool;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A call requested by the model. `arguments` is null when there are none; `other` holds members
/// that only newer versions know (`task`, `_meta`).
public record ToolCall(String name, @Nullable JsonObject arguments, JsonObject other) {
  public ToolCall(String name, @Nullable JsonObject arguments) {
    this(name, arguments, JsonObject.EMPTY);
  }

  /// The arguments, `{}` when there are none.
  public JsonObject argumentsOrEmpty() {
    return arguments == null ? JsonObject.EMPTY : arguments;
  }

  public ToolCall withName(String changed) {
    return new ToolCall(changed, arguments, other);
  }
}
