package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.Pictures;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.SplitAnswers;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a conversation as messages of blocks. Blank texts and empty messages are left out, since
/// the service rejects them; so are unsigned thoughts for Claude, which accepts only signed ones.
///
/// @param cachePoint placed at the end of the last message; null for none
record ConverseContent(String model, @Nullable Json cachePoint) {
  /// The messages as UTF-8.
  List<Payload> write(List<Message> messages, WrittenMessages.Pass pass) {
    List<Payload> written = new ArrayList<>(messages.size());
    boolean marked = cachePoint == null;
    for (Message message : SplitAnswers.join(messages).reversed()) {
      Payload bytes = marked ? remembered(message, pass) : bytes(message, cachePoint);
      if (!bytes.isEmpty()) {
        marked = true;
        written.add(bytes);
      }
    }
    return written.reversed();
  }

  static JsonObject text(String text) {
    return JsonObject.of("text", Json.of(text));
  }

  /// `{"image": …}`, or a text about it.
  static Json image(String mimeType, String data) {
    return Pictures.format(mimeType)
        .map(format -> image(format, Json.of(data)))
        .orElseGet(() -> text(Pictures.insteadOf(mimeType)));
  }

  private static Json image(String format, Json bytes) {
    JsonObject image =
        JsonObject.builder()
            .put("format", format)
            .put("source", JsonObject.of("bytes", bytes))
            .build();
    return JsonObject.of("image", image);
  }

  private Payload remembered(Message message, WrittenMessages.Pass pass) {
    Payload known = pass.find(message);
    if (known != null) {
      return known;
    }
    Payload bytes = bytes(message, null);
    pass.remember(message, bytes);
    return bytes;
  }

  private Payload bytes(Message message, @Nullable Json last) {
    List<Json> blocks = new ArrayList<>();
    message.content().forEach(content -> block(content).ifPresent(blocks::add));
    if (blocks.isEmpty()) {
      return Payload.EMPTY;
    }
    if (last != null) {
      blocks.add(last);
    }
    return Payload.of(
        JsonObject.builder()
            .put("role", message.role().wire())
            .put("content", new JsonArray(blocks))
            .build());
  }

  private Optional<Json> block(Content content) {
    return switch (content) {
      case Content.Text(String text, JsonObject _) ->
          text.isBlank() ? Optional.empty() : Optional.of(text(text));
      case Content.Image image -> Optional.of(image(image.mimeType(), image.data()));
      case Content.ToolRequest(String id, Outcome<ToolCall> call, JsonObject _) ->
          Optional.of(call(id, call));
      case Content.FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject _) ->
          Optional.of(call(id, call));
      case Content.ToolResponse response -> Optional.of(ConverseResults.write(response));
      case Content.Thinking thinking -> thinking(thinking);
      case Content.RedactedThinking redacted ->
          Optional.of(reasoning("redactedContent", Json.of(redacted.data())));
      case Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          Optional.empty();
    };
  }

  /// A call that could not be read is replayed without input; its result is the error.
  private static Json call(String id, Outcome<ToolCall> call) {
    JsonObject.Builder use = JsonObject.builder().put("toolUseId", id);
    switch (call) {
      case Outcome.Success<ToolCall>(ToolCall made) ->
          use.put("name", ServiceToolNames.replayed(made.name()))
              .put("input", made.argumentsOrEmpty());
      case Outcome.Failure<ToolCall> _ ->
          use.put("name", ServiceToolNames.UNPARSEABLE).put("input", JsonObject.EMPTY);
    }
    return JsonObject.of("toolUse", use.build());
  }

  private Optional<Json> thinking(Content.Thinking thinking) {
    boolean unsigned = thinking.signature().isEmpty();
    if (thinking.thinking().isBlank() || (unsigned && FamilyName.contains(model, "anthropic"))) {
      return Optional.empty();
    }
    JsonObject.Builder text = JsonObject.builder().put("text", thinking.thinking());
    if (!unsigned) {
      text.put("signature", thinking.signature());
    }
    return Optional.of(reasoning("reasoningText", text.build()));
  }

  private static Json reasoning(String kind, Json value) {
    return JsonObject.of("reasoningContent", JsonObject.of(kind, value));
  }
}
