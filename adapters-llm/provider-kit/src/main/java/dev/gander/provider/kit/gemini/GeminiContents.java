package dev.gander.provider.kit.gemini;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.ResourceText;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes a conversation as contents of parts. Thoughts are not sent, but their signatures go back
/// with the calls and results of the current turn: everything since the user's last message that is
/// more than results. A call without a signature, made by another model, gets a stand-in, since the
/// service rejects a first call without one.
final class GeminiContents {
  static final String SIGNATURE = "thoughtSignature";
  private static final String STAND_IN = "skip_thought_signature_validator";

  private final boolean signed;
  private final List<Json> parts = new ArrayList<>();
  private boolean called;

  private GeminiContents(boolean signed) {
    this.signed = signed;
  }

  /// The contents as UTF-8; messages that would be empty are left out.
  static List<Payload> write(List<Message> messages, WrittenMessages.Pass pass) {
    int turn = beginOfTurn(messages);
    List<Payload> written = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      Payload bytes = i < turn ? earlier(messages.get(i), pass) : write(messages.get(i), true);
      if (!bytes.isEmpty()) {
        written.add(bytes);
      }
    }
    return written;
  }

  static JsonObject text(String text) {
    return JsonObject.of("text", Json.of(text));
  }

  private static int beginOfTurn(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      Message message = messages.get(i);
      if (message.role() == Role.USER
          && !message.content().stream().allMatch(Content.ToolResponse.class::isInstance)) {
        return i;
      }
    }
    return 0;
  }

  /// Only messages without signatures are always written the same way.
  private static Payload earlier(Message message, WrittenMessages.Pass pass) {
    Payload known = pass.find(message);
    if (known != null) {
      return known;
    }
    Payload bytes = write(message, false);
    pass.remember(message, bytes);
    return bytes;
  }

  private static Payload write(Message message, boolean signed) {
    GeminiContents contents = new GeminiContents(signed);
    message.content().forEach(contents::add);
    if (contents.parts.isEmpty()) {
      return Payload.EMPTY;
    }
    String role =
        switch (message.role()) {
          case USER -> "user";
          case ASSISTANT -> "model";
        };
    return Payload.of(
        JsonObject.builder().put("role", role).put("parts", new JsonArray(contents.parts)).build());
  }

  private void add(Content content) {
    switch (content) {
      case Content.Text(String text, JsonObject _) -> {
        if (!text.isEmpty()) {
          parts.add(text(text));
        }
      }
      case Content.Image image -> parts.add(picture(image.mimeType(), image.data()));
      case Content.ToolRequest(String _, Outcome<ToolCall> call, JsonObject other) ->
          addCall(call, other);
      case Content.FrontendToolRequest(String _, Outcome<ToolCall> call, JsonObject other) ->
          addCall(call, other);
      case Content.ToolResponse response -> addResult(response);
      case Content.Thinking _,
          Content.RedactedThinking _,
          Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.SystemNotification _,
          Content.Unknown _ -> {}
    }
  }

  private static JsonObject picture(String mimeType, String data) {
    return JsonObject.of(
        "inline_data", JsonObject.builder().put("mime_type", mimeType).put("data", data).build());
  }

  private void addCall(Outcome<ToolCall> call, JsonObject other) {
    Optional<String> signature = signature(other);
    if (!called) {
      signature = signature.or(() -> Optional.of(STAND_IN));
    }
    called = true;
    parts.add(signed("functionCall", function(call), signature));
  }

  /// A call that could not be read is replayed without arguments: its result is the error.
  private static JsonObject function(Outcome<ToolCall> call) {
    return switch (call) {
      case Outcome.Success<ToolCall>(ToolCall made) ->
          JsonObject.builder()
              .put("name", ServiceToolNames.clean(made.name()))
              .putIfPresent("args", made.arguments())
              .build();
      case Outcome.Failure<ToolCall> _ ->
          JsonObject.of("name", Json.of(ServiceToolNames.UNPARSEABLE));
    };
  }

  /// A result's pictures come before it.
  private void addResult(Content.ToolResponse response) {
    String text =
        switch (response.result()) {
          case Outcome.Success<ToolResult>(ToolResult result) -> resultText(result);
          case Outcome.Failure<ToolResult>(String error) -> "Error: " + error;
        };
    JsonObject function =
        JsonObject.builder()
            .put("name", response.id())
            .put("response", JsonObject.of("content", text(text)))
            .build();
    parts.add(signed("functionResponse", function, signature(response.other())));
  }

  private String resultText(ToolResult result) {
    String text =
        result.content().stream()
            .flatMap(block -> resultText(block).stream())
            .collect(Collectors.joining("\n"));
    return text.isEmpty() ? "(The tool ran and gave no text.)" : text;
  }

  private Optional<String> resultText(ToolContent content) {
    return switch (content) {
      case ToolContent.Text(String text, JsonObject _) -> Optional.of(text);
      case ToolContent.Resource(JsonObject resource, JsonObject _) ->
          Optional.of(ResourceText.of(resource));
      case ToolContent.Image image -> {
        parts.add(picture(image.mimeType(), image.data()));
        yield Optional.empty();
      }
      case ToolContent.Audio _, ToolContent.ResourceLink _, ToolContent.Unknown _ ->
          Optional.empty();
    };
  }

  private JsonObject signed(String kind, JsonObject function, Optional<String> signature) {
    JsonObject part = JsonObject.of(kind, function);
    return signed && signature.isPresent() ? part.with(SIGNATURE, Json.of(signature.get())) : part;
  }

  private static Optional<String> signature(JsonObject other) {
    return other.object("metadata").flatMap(metadata -> metadata.text(SIGNATURE));
  }
}
