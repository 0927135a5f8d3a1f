package dev.gander.provider.testkit.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.tool.Outcome;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.testkit.ModelService;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.util.ArrayList;
import java.util.List;

/// Writes answers as chat completion chunks, with the arguments of calls in two halves.
public final class ChatWire implements ModelService.Dialect {
  private static final String BROKEN_CALL =
      """
      data: {"id":"a1","model":"mock","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
      "id":"t1","type":"function","function":{"name":"shell",\
      "arguments":"{\\"command\\": oops}"}}]},"finish_reason":"tool_calls"}]}

      """;

  @Override
  public String begin(ScriptedAnswer answer) {
    return chunk(answer, JsonObject.builder().put("role", "assistant").put("content", "").build());
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    StringBuilder chunks = new StringBuilder();
    Message message = step.delta().message();
    if (message != null) {
      int index = 0;
      for (Content block : message.content()) {
        chunks.append(block(answer, block, index));
        index += block instanceof Content.ToolRequest ? 1 : 0;
      }
      if (index > 0) {
        chunks.append(finish(answer, "tool_calls"));
      }
    }
    ProviderUsage usage = step.delta().usage();
    if (usage != null) {
      chunks.append(usage(answer, usage));
    }
    return chunks.toString();
  }

  @Override
  public String brokenCall() {
    return BROKEN_CALL;
  }

  @Override
  public boolean needsItsEnd() {
    return false;
  }

  @Override
  public String end(ScriptedAnswer answer) {
    return finish(answer, "stop") + "data: [DONE]\n\n";
  }

  private static String block(ScriptedAnswer answer, Content block, int index) {
    return switch (block) {
      case Content.Text text -> chunk(answer, JsonObject.of("content", Json.of(text.text())));
      case Content.Thinking thinking ->
          chunk(answer, JsonObject.of("reasoning_content", Json.of(thinking.thinking())));
      case Content.ToolRequest request -> call(answer, request, index);
      default -> throw new IllegalArgumentException("not in this dialect: " + block);
    };
  }

  private static String call(ScriptedAnswer answer, Content.ToolRequest request, int index) {
    var call = ((Outcome.Success<dev.gander.domain.tool.ToolCall>) request.call()).value();
    String arguments = JsonText.write(call.argumentsOrEmpty());
    int half = arguments.length() / 2;
    List<JsonObject> pieces = new ArrayList<>();
    pieces.add(
        JsonObject.builder()
            .put("index", index)
            .put("id", request.id())
            .put("type", "function")
            .put("function", function(call.name(), arguments.substring(0, half)))
            .build());
    pieces.add(
        JsonObject.builder()
            .put("index", index)
            .put("function", JsonObject.of("arguments", Json.of(arguments.substring(half))))
            .build());
    StringBuilder chunks = new StringBuilder();
    for (JsonObject piece : pieces) {
      chunks.append(chunk(answer, JsonObject.of("tool_calls", JsonArray.of(piece))));
    }
    return chunks.toString();
  }

  private static JsonObject function(String name, String arguments) {
    return JsonObject.builder().put("name", name).put("arguments", arguments).build();
  }

  private static String finish(ScriptedAnswer answer, String reason) {
    return data(
        JsonObject.builder()
            .put("id", answer.id())
            .put("model", "mock")
            .put("choices", JsonArray.of(choice(JsonObject.EMPTY, Json.of(reason))))
            .build());
  }

  private static String usage(ScriptedAnswer answer, ProviderUsage usage) {
    JsonObject counts =
        JsonObject.builder()
            .putOrNull("prompt_tokens", usage.tokens().input())
            .putOrNull("completion_tokens", usage.tokens().output())
            .putOrNull("total_tokens", usage.tokens().total())
            .build();
    return data(
        JsonObject.builder()
            .put("id", answer.id())
            .put("model", "mock")
            .put("choices", JsonArray.EMPTY)
            .put("usage", counts)
            .build());
  }

  private static String chunk(ScriptedAnswer answer, JsonObject delta) {
    return data(
        JsonObject.builder()
            .put("id", answer.id())
            .put("object", "chat.completion.chunk")
            .put("model", "mock")
            .put("choices", JsonArray.of(choice(delta, JsonNull.NULL)))
            .build());
  }

  private static JsonObject choice(JsonObject delta, Json reason) {
    return JsonObject.builder()
        .put("index", 0)
        .put("delta", delta)
        .put("finish_reason", reason)
        .build();
  }

  private static String data(JsonObject json) {
    return "data: " + JsonText.write(json) + "\n\n";
  }
}
