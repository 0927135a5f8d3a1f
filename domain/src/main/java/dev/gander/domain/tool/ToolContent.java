package dev.gander.domain.tool;

import dev.gander.domain.json.JsonObject;

/// A part of a tool's result, in MCP's terms. `other` keeps the members without a component of
/// their own, such as `annotations` and `_meta`.
public sealed interface ToolContent {
  record Text(String text, JsonObject other) implements ToolContent {
    public Text(String text) {
      this(text, JsonObject.EMPTY);
    }
  }

  /// `data` is base64.
  record Image(String data, String mimeType, JsonObject other) implements ToolContent {}

  /// `data` is base64.
  record Audio(String data, String mimeType, JsonObject other) implements ToolContent {}

  /// An embedded resource: `uri`, and `text` or a base64 `blob`.
  record Resource(JsonObject resource, JsonObject other) implements ToolContent {}

  /// A link to a resource; the whole block, unchanged.
  record ResourceLink(JsonObject json) implements ToolContent {}

  /// A block of an unknown type, kept unchanged and never shown to a model.
  record Unknown(JsonObject json) implements ToolContent {}
}
