package dev.gander.provider.testkit.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.testkit.ModelService;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;

/// Writes answers as events of a response, with the arguments of calls in two halves. The service's
/// list at the end is empty, so the events count.
public final class ResponsesWire implements ModelService.Dialect {
  @Override
  public String begin(ScriptedAnswer answer) {
    return event("response.created", "response", response(answer));
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    Message message = step.delta().message();
    StringBuilder events = new StringBuilder();
    if (message != null) {
      int index = 0;
      for (Content block : message.content()) {
        events.append(block(block, index++));
      }
    }
    return events.toString();
  }

  @Override
  public String end(ScriptedAnswer answer) {
    JsonObject response = response(answer);
    for (Step step : answer.steps()) {
      if (step instanceof Step.Emit(var delta) && delta.usage() != null) {
        response = response.with("usage", usage(delta.usage().tokens()));
      }
    }
    return event("response.completed", "response", response);
  }

  private static String block(Content block, int index) {
    return switch (block) {
      case Content.Text text -> event("response.output_text.delta", "delta", Json.of(text.text()));
      case Content.Thinking thinking -> thought(thinking, index);
      case Content.ToolRequest request -> call(request, index);
      default -> throw new IllegalArgumentException("not in this dialect: " + block);
    };
  }

  private static String thought(Content.Thinking thinking, int index) {
    JsonObject summary =
        JsonObject.builder().put("type", "summary_text").put("text", thinking.thinking()).build();
    return item(
        "response.output_item.done",
        index,
        JsonObject.builder()
            .put("type", "reasoning")
            .put("id", "rs-" + index)
            .put("summary", JsonArray.of(summary))
            .build());
  }

  private static String call(Content.ToolRequest request, int index) {
    ToolCall call = ((Outcome.Success<ToolCall>) request.call()).value();
    String arguments = JsonText.write(call.argumentsOrEmpty());
    int half = arguments.length() / 2;
    JsonObject item =
        JsonObject.builder()
            .put("type", "function_call")
            .put("id", "f-" + request.id())
            .put("call_id", request.id())
            .put("name", call.name())
            .put("arguments", "")
            .build();
    return item("response.output_item.added", index, item)
        + arguments(index, arguments.substring(0, half))
        + arguments(index, arguments.substring(half))
        + item("response.output_item.done", index, item.with("arguments", Json.of(arguments)));
  }

  private static String arguments(int index, String piece) {
    return data(
        JsonObject.builder()
            .put("type", "response.function_call_arguments.delta")
            .put("output_index", index)
            .put("delta", piece)
            .build());
  }

  private static String item(String type, int index, JsonObject item) {
    return data(
        JsonObject.builder()
            .put("type", type)
            .put("output_index", index)
            .put("item", item)
            .build());
  }

  private static JsonObject response(ScriptedAnswer answer) {
    return JsonObject.builder()
        .put("id", answer.id())
        .put("model", "gpt-5")
        .put("output", JsonArray.EMPTY)
        .build();
  }

  private static JsonObject usage(TokenUsage tokens) {
    return JsonObject.builder()
        .putOrNull("input_tokens", tokens.input())
        .putOrNull("output_tokens", tokens.output())
        .putOrNull("total_tokens", tokens.total())
        .build();
  }

  private static String event(String type, String member, Json value) {
    return data(JsonObject.builder().put("type", type).put(member, value).build());
  }

  private static String data(JsonObject event) {
    return "event: x\ndata: " + JsonText.write(event) + "\n\n";
  }
}
