package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.adapters.llm.clouds.aws.Frames;
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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Writes answers as the events of a ConverseStream, each block of a step as one of its own.
final class ConverseWire implements ModelService.Dialect {
  private int index;
  private String usage = "";

  @Override
  public String contentType() {
    return "application/vnd.amazon.eventstream";
  }

  @Override
  public Charset charset() {
    return StandardCharsets.ISO_8859_1;
  }

  @Override
  public String begin(ScriptedAnswer answer) {
    return event("messageStart", JsonObject.of("role", Json.of("assistant")));
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    StringBuilder events = new StringBuilder();
    Message message = step.delta().message();
    if (message != null) {
      message.content().forEach(block -> events.append(block(block)));
    }
    ProviderUsage counts = step.delta().usage();
    if (counts != null) {
      usage =
          event(
              "metadata",
              JsonObject.of(
                  "usage",
                  JsonObject.builder()
                      .putOrNull("inputTokens", counts.tokens().input())
                      .putOrNull("outputTokens", counts.tokens().output())
                      .putOrNull("totalTokens", counts.tokens().total())
                      .build()));
    }
    return events.toString();
  }

  @Override
  public String end(ScriptedAnswer answer) {
    return event("messageStop", JsonObject.of("stopReason", Json.of("end_turn"))) + usage;
  }

  private String block(Content block) {
    index++;
    return switch (block) {
      case Content.Text text -> delta(JsonObject.of("text", Json.of(text.text())));
      case Content.Thinking thought ->
          delta(
                  JsonObject.of(
                      "reasoningContent", JsonObject.of("text", Json.of(thought.thinking()))))
              + event("contentBlockStop", at(index).build());
      case Content.ToolRequest request -> {
        ToolCall call = ((Outcome.Success<ToolCall>) request.call()).value();
        yield start(request.id(), call.name())
            + pieces(JsonText.write(call.argumentsOrEmpty()))
            + event("contentBlockStop", at(index).build());
      }
      default -> throw new IllegalArgumentException("not in this dialect: " + block);
    };
  }

  private String start(String id, String name) {
    JsonObject use = JsonObject.builder().put("toolUseId", id).put("name", name).build();
    return event(
        "contentBlockStart", at(index).put("start", JsonObject.of("toolUse", use)).build());
  }

  /// Arguments come in pieces of any size.
  private String pieces(String arguments) {
    StringBuilder events = new StringBuilder();
    for (int from = 0; from < arguments.length(); from += 5) {
      String piece = arguments.substring(from, Math.min(from + 5, arguments.length()));
      events.append(delta(JsonObject.of("toolUse", JsonObject.of("input", Json.of(piece)))));
    }
    return events.toString();
  }

  private String delta(JsonObject delta) {
    return event("contentBlockDelta", at(index).put("delta", delta).build());
  }

  private static JsonObject.Builder at(int index) {
    return JsonObject.builder().put("contentBlockIndex", index);
  }

  private static String event(String type, JsonObject payload) {
    String json = JsonText.write(payload).replace(ScriptedAnswer.HALF, ScriptedAnswer.ESCAPED_HALF);
    return new String(Frames.event(type, json), StandardCharsets.ISO_8859_1);
  }
}
