package dev.gander.provider.testkit.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.testkit.ModelService;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;

/// Writes answers as events of the messages dialect, every block on its own.
public final class MessagesWire implements ModelService.Dialect {
  @Override
  public String begin(ScriptedAnswer answer) {
    JsonObject message =
        JsonObject.builder()
            .put("id", answer.id())
            .put("model", "claude-mock")
            .put("usage", JsonObject.of("input_tokens", Json.of(1)))
            .build();
    return event(JsonObject.builder().put("type", "message_start").put("message", message).build());
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    StringBuilder events = new StringBuilder();
    Message message = step.delta().message();
    if (message != null) {
      message.content().forEach(block -> events.append(block(block)));
    }
    ProviderUsage usage = step.delta().usage();
    if (usage != null) {
      JsonObject counts =
          JsonObject.builder()
              .putOrNull("input_tokens", usage.tokens().input())
              .putOrNull("output_tokens", usage.tokens().output())
              .build();
      events.append(
          event(
              JsonObject.builder()
                  .put("type", "message_delta")
                  .put("delta", JsonObject.EMPTY)
                  .put("usage", counts)
                  .build()));
    }
    return events.toString();
  }

  @Override
  public String end(ScriptedAnswer answer) {
    return event(JsonObject.of("type", Json.of("message_stop")));
  }

  private static String block(Content block) {
    return switch (block) {
      case Content.Text text ->
          start(JsonObject.of("type", Json.of("text")))
              + delta("text_delta", "text", text.text())
              + stop();
      case Content.Thinking thinking ->
          start(JsonObject.of("type", Json.of("thinking")))
              + delta("thinking_delta", "thinking", thinking.thinking())
              + delta("signature_delta", "signature", thinking.signature())
              + stop();
      case Content.ToolRequest request -> call(request);
      default -> throw new IllegalArgumentException("not in this dialect: " + block);
    };
  }

  private static String call(Content.ToolRequest request) {
    ToolCall call = ((Outcome.Success<ToolCall>) request.call()).value();
    String arguments = JsonText.write(call.argumentsOrEmpty());
    int half = arguments.length() / 2;
    JsonObject block =
        JsonObject.builder()
            .put("type", "tool_use")
            .put("id", request.id())
            .put("name", call.name())
            .put("input", JsonObject.EMPTY)
            .build();
    return start(block)
        + delta("input_json_delta", "partial_json", arguments.substring(0, half))
        + delta("input_json_delta", "partial_json", arguments.substring(half))
        + stop();
  }

  private static String start(JsonObject block) {
    return event(
        JsonObject.builder()
            .put("type", "content_block_start")
            .put("index", 0)
            .put("content_block", block)
            .build());
  }

  private static String delta(String type, String name, String value) {
    return event(
        JsonObject.builder()
            .put("type", "content_block_delta")
            .put("index", 0)
            .put("delta", JsonObject.builder().put("type", type).put(name, value).build())
            .build());
  }

  private static String stop() {
    return event(JsonObject.builder().put("type", "content_block_stop").put("index", 0).build());
  }

  private static String event(JsonObject json) {
    return "event: x\ndata: " + JsonText.write(json) + "\n\n";
  }

  @Override
  public boolean toleratesGarbage() {
    return true;
  }

  @Override
  public String brokenCall() {
    JsonObject block =
        JsonObject.builder().put("type", "tool_use").put("id", "t1").put("name", "shell").build();
    return start(block) + delta("input_json_delta", "partial_json", "{\"command\": oops}") + stop();
  }
}
