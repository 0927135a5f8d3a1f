package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/// A block of a message. `other` keeps the members without a component of their own (`annotations`,
/// `_meta`, `metadata`, and those of newer versions), so that nothing is lost.
public sealed interface Content {
  record Text(String text, JsonObject other) implements Content {
    public Text(String text) {
      this(text, JsonObject.EMPTY);
    }
  }

  /// `data` is base64.
  record Image(String data, String mimeType, JsonObject other) implements Content {}

  /// A tool call requested by the model; a call that could not be parsed is a failure.
  record ToolRequest(String id, Outcome<ToolCall> call, JsonObject other) implements Content {
    public ToolRequest(String id, Outcome<ToolCall> call) {
      this(id, call, JsonObject.EMPTY);
    }

    public JsonObject meta() {
      return other.object("_meta").orElse(JsonObject.EMPTY);
    }

    /// The provider has already executed this call itself (1.36 and newer).
    public boolean isDispatchedExternally() {
      return Json.of(true).equals(meta().get("goose.external_dispatch"));
    }
  }

  record ToolResponse(String id, Outcome<ToolResult> result, JsonObject other) implements Content {
    public ToolResponse(String id, Outcome<ToolResult> result) {
      this(id, result, JsonObject.EMPTY);
    }
  }

  /// The form of a confirmation before `actionRequired`; read and kept, never created.
  record ToolConfirmationRequest(
      String id, String toolName, JsonObject arguments, @Nullable String prompt, JsonObject other)
      implements Content {}

  /// A person has to act before the turn continues.
  record ActionRequired(Action action) implements Content {}

  /// A call to a tool that the client executes.
  record FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject other)
      implements Content {}

  /// The model's thinking; `signature` (possibly empty) must be sent back to the service unchanged.
  record Thinking(String thinking, String signature, JsonObject other) implements Content {
    public Thinking(String thinking, String signature) {
      this(thinking, signature, JsonObject.EMPTY);
    }
  }

  /// Thinking that the service encrypted.
  record RedactedThinking(String data, JsonObject other) implements Content {}

  /// A notice from the program to the user: `thinkingMessage`, `inlineMessage`, `creditsExhausted`.
  record SystemNotification(
      String notificationType, String msg, @Nullable Json data, JsonObject other)
      implements Content {
    public SystemNotification(String notificationType, String msg) {
      this(notificationType, msg, null, JsonObject.EMPTY);
    }
  }

  /// A block of an unknown type: stored and exported unchanged, never sent to a model.
  record Unknown(JsonObject json) implements Content {}

  /// Whether a block with these members is meant for an audience (`user` or `assistant`), as given
  /// by `annotations.audience`; without it, for everybody.
  static boolean isFor(String audience, JsonObject other) {
    if (other.isEmpty()) {
      return true;
    }
    return other
        .object("annotations")
        .flatMap(annotations -> annotations.array("audience"))
        .map(JsonArray::items)
        .map(names -> names.contains(new JsonString(audience)))
        .orElse(true);
  }
}
