package dev.gander.adapters.llm.clouds.snowflake;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
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

/// Writes answers as Cortex's chunks, with everything said twice, as it does.
final class CortexWire implements ModelService.Dialect {
  @Override
  public String begin(ScriptedAnswer answer) {
    return "";
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    StringBuilder chunks = new StringBuilder();
    Message message = step.delta().message();
    if (message != null) {
      message.content().forEach(block -> chunks.append(block(answer, block)));
    }
    ProviderUsage usage = step.delta().usage();
    if (usage != null) {
      JsonObject counts =
          JsonObject.builder()
              .putOrNull("prompt_tokens", usage.tokens().input())
              .putOrNull("completion_tokens", usage.tokens().output())
              .putOrNull("total_tokens", usage.tokens().total())
              .build();
      chunks.append(chunk(answer, JsonObject.EMPTY, counts));
    }
    return chunks.toString();
  }

  @Override
  public boolean needsItsEnd() {
    return false;
  }

  @Override
  public String end(ScriptedAnswer answer) {
    return "";
  }

  private static String block(ScriptedAnswer answer, Content block) {
    return switch (block) {
      case Content.Text text -> text(answer, text.text());
      case Content.ToolRequest request -> call(answer, request);
      default -> throw new IllegalArgumentException("not in this dialect: " + block);
    };
  }

  private static String text(ScriptedAnswer answer, String text) {
    JsonObject item = JsonObject.builder().put("type", "text").put("text", text).build();
    return chunk(
        answer,
        item.with("content", Json.of(text)).with("content_list", JsonArray.of(item)),
        JsonObject.EMPTY);
  }

  private static String call(ScriptedAnswer answer, Content.ToolRequest request) {
    ToolCall call = ((Outcome.Success<ToolCall>) request.call()).value();
    String arguments = JsonText.write(call.argumentsOrEmpty());
    int half = arguments.length() / 2;
    JsonObject start =
        JsonObject.builder().put("tool_use_id", request.id()).put("name", call.name()).build();
    return item(answer, start)
        + item(answer, JsonObject.of("input", Json.of(arguments.substring(0, half))))
        + item(answer, JsonObject.of("input", Json.of(arguments.substring(half))));
  }

  static String item(ScriptedAnswer answer, JsonObject item) {
    JsonObject delta =
        JsonObject.builder()
            .put("type", "tool_use")
            .put("content", "")
            .put("content_list", JsonArray.of(item))
            .putAll(item)
            .build();
    return chunk(answer, delta, JsonObject.EMPTY);
  }

  private static String chunk(ScriptedAnswer answer, JsonObject delta, JsonObject usage) {
    JsonObject chunk =
        JsonObject.builder()
            .put("id", answer.id())
            .put("model", "mock")
            .put("choices", JsonArray.of(JsonObject.of("delta", delta)))
            .put("usage", usage)
            .build();
    return "data: " + JsonText.write(chunk) + "\n\n";
  }
}
