package dev.gander.provider.kit.anthropic;

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
import dev.gander.provider.kit.wire.CacheMark;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.Pictures;
import dev.gander.provider.kit.wire.ResourceText;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.SplitAnswers;
import dev.gander.provider.kit.wire.Thoughts;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes a conversation as messages of blocks. Blank texts and empty messages are left out, since
/// the service rejects them.
final class MessagesContent {
  private static final int MARKED_MESSAGES = 2;

  private MessagesContent() {}

  /// The messages as UTF-8. The last block of the user's last two messages is marked for the
  /// service's cache, which then keeps the conversation so far.
  ///
  /// @param thoughts whether earlier thoughts are sent
  static List<Payload> write(
      List<Message> messages,
      MessagesDialect dialect,
      boolean thoughts,
      WrittenMessages.Pass pass) {
    List<Payload> written = new ArrayList<>(messages.size());
    int left = MARKED_MESSAGES;
    for (Message joined : SplitAnswers.join(messages).reversed()) {
      Message message = thoughts ? joined : Thoughts.without(joined);
      if (message.role() == Role.USER && left > 0) {
        List<Json> blocks = blocks(message, dialect);
        if (!blocks.isEmpty()) {
          written.add(bytes(message.role(), marked(blocks)));
          left--;
        }
        continue;
      }
      Payload bytes = unmarked(message, dialect, pass);
      if (!bytes.isEmpty()) {
        written.add(bytes);
      }
    }
    return written.isEmpty()
        ? List.of(bytes(Role.USER, marked(List.of(MessagesRequest.text("Ignore")))))
        : written.reversed();
  }

  private static Payload unmarked(
      Message message, MessagesDialect dialect, WrittenMessages.Pass pass) {
    Payload known = pass.find(message);
    if (known != null) {
      return known;
    }
    List<Json> blocks = blocks(message, dialect);
    Payload bytes = blocks.isEmpty() ? Payload.EMPTY : bytes(message.role(), blocks);
    pass.remember(message, bytes);
    return bytes;
  }

  private static List<Json> marked(List<Json> blocks) {
    List<Json> marked = new ArrayList<>(blocks);
    marked.set(marked.size() - 1, CacheMark.on((JsonObject) marked.getLast()));
    return marked;
  }

  private static Payload bytes(Role role, List<Json> blocks) {
    return Payload.of(
        JsonObject.builder()
            .put("role", role.wire())
            .put("content", new JsonArray(blocks))
            .build());
  }

  private static List<Json> blocks(Message message, MessagesDialect dialect) {
    return message.content().stream()
        .flatMap(block -> block(block, message.role(), dialect).stream())
        .toList();
  }

  private static Optional<Json> block(Content content, Role role, MessagesDialect dialect) {
    return switch (content) {
      case Content.Text(String text, JsonObject _) ->
          text.isBlank() ? Optional.empty() : Optional.of(MessagesRequest.text(text));
      case Content.Image image ->
          Optional.of(
              role == Role.USER
                  ? image(image.mimeType(), image.data())
                  : MessagesRequest.text(Pictures.OF_ASSISTANT));
      case Content.ToolRequest(String id, Outcome<ToolCall> call, JsonObject _) ->
          Optional.of(call(id, call));
      case Content.FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject _) ->
          Optional.of(call(id, call));
      case Content.ToolResponse(String id, Outcome<ToolResult> result, JsonObject _) ->
          Optional.of(result(id, result));
      case Content.Thinking thinking -> thinking(thinking, dialect);
      case Content.RedactedThinking redacted -> Optional.of(redacted(redacted));
      case Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          Optional.empty();
    };
  }

  private static Json image(String mimeType, String data) {
    return Pictures.format(mimeType)
        .<Json>map(
            format ->
                JsonObject.builder()
                    .put("type", "image")
                    .put(
                        "source",
                        JsonObject.builder()
                            .put("type", "base64")
                            .put("media_type", "image/" + format)
                            .put("data", data)
                            .build())
                    .build())
        .orElseGet(() -> MessagesRequest.text(Pictures.insteadOf(mimeType)));
  }

  private static Optional<Json> thinking(Content.Thinking thinking, MessagesDialect dialect) {
    if (thinking.signature().isEmpty() && !dialect.preservesUnsigned()) {
      return Optional.empty();
    }
    JsonObject.Builder block =
        JsonObject.builder().put("type", "thinking").put("thinking", thinking.thinking());
    if (!thinking.signature().isEmpty()) {
      block.put("signature", thinking.signature());
    }
    return Optional.of(block.build());
  }

  private static Json redacted(Content.RedactedThinking redacted) {
    return JsonObject.builder()
        .put("type", "redacted_thinking")
        .put("data", redacted.data())
        .build();
  }

  /// A call that could not be read is replayed without input: its result is the error, and the
  /// service rejects a result for a call that it does not see.
  private static Json call(String id, Outcome<ToolCall> call) {
    JsonObject.Builder block = JsonObject.builder().put("type", "tool_use").put("id", id);
    return switch (call) {
      case Outcome.Success<ToolCall>(ToolCall made) ->
          block
              .put("name", ServiceToolNames.replayed(made.name()))
              .put("input", made.argumentsOrEmpty())
              .build();
      case Outcome.Failure<ToolCall> _ ->
          block.put("name", ServiceToolNames.UNPARSEABLE).put("input", JsonObject.EMPTY).build();
    };
  }

  private static Json result(String id, Outcome<ToolResult> result) {
    JsonObject.Builder block =
        JsonObject.builder().put("type", "tool_result").put("tool_use_id", id);
    return switch (result) {
      case Outcome.Success<ToolResult>(ToolResult answer) ->
          block.put("content", content(answer)).build();
      case Outcome.Failure<ToolResult>(String error) ->
          block.put("content", "Error: " + error).put("is_error", true).build();
    };
  }

  /// A text; or a list of blocks if there is a picture.
  private static Json content(ToolResult result) {
    List<Json> blocks = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (ToolContent block : result.content()) {
      if (block instanceof ToolContent.Image image) {
        blocks.add(image(image.mimeType(), image.data()));
      } else {
        String text = text(block);
        texts.add(text);
        if (!text.isBlank()) {
          blocks.add(MessagesRequest.text(text));
        }
      }
    }
    return texts.size() == result.content().size()
        ? Json.of(String.join("\n", texts))
        : new JsonArray(blocks);
  }

  private static String text(ToolContent content) {
    return switch (content) {
      case ToolContent.Text(String text, JsonObject _) -> text;
      case ToolContent.Resource(JsonObject resource, JsonObject _) -> ResourceText.of(resource);
      case ToolContent.Audio _ -> ResourceText.AUDIO;
      case ToolContent.ResourceLink _ -> ResourceText.LINK;
      case ToolContent.Image _, ToolContent.Unknown _ -> "";
    };
  }
}
