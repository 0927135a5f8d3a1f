package dev.gander.provider.testkit.wire;

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
import java.util.ArrayList;
import java.util.List;

/// Writes one answer as a chat completion that is not streamed, in one piece at the end.
public final class WholeChatWire implements ModelService.Dialect {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thoughts = new StringBuilder();
  private final List<Json> calls = new ArrayList<>();
  private JsonObject usage = JsonObject.EMPTY;

  @Override
  public String begin(ScriptedAnswer answer) {
    return "";
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    Message message = step.delta().message();
    if (message != null) {
      message.content().forEach(this::add);
    }
    ProviderUsage counts = step.delta().usage();
    if (counts != null) {
      usage =
          JsonObject.builder()
              .putOrNull("prompt_tokens", counts.tokens().input())
              .putOrNull("completion_tokens", counts.tokens().output())
              .putOrNull("total_tokens", counts.tokens().total())
              .build();
    }
    return "";
  }

  @Override
  public String end(ScriptedAnswer answer) {
    JsonObject.Builder message =
        JsonObject.builder().put("role", "assistant").put("content", text.toString());
    if (!thoughts.isEmpty()) {
      message.put("reasoning_content", thoughts.toString());
    }
    if (!calls.isEmpty()) {
      message.put("tool_calls", new JsonArray(calls));
    }
    JsonObject choice =
        JsonObject.builder()
            .put("index", 0)
            .put("message", message.build())
            .put("finish_reason", calls.isEmpty() ? "stop" : "tool_calls")
            .build();
    return JsonText.write(
        JsonObject.builder()
            .put("id", answer.id())
            .put("model", "mock")
            .put("choices", JsonArray.of(choice))
            .put("usage", usage)
            .build());
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  private void add(Content block) {
    switch (block) {
      case Content.Text said -> text.append(said.text());
      case Content.Thinking thinking -> thoughts.append(thinking.thinking());
      case Content.ToolRequest request -> calls.add(call(request));
      default -> throw new IllegalArgumentException("not in this dialect: " + block);
    }
  }

  private static Json call(Content.ToolRequest request) {
    ToolCall call = ((Outcome.Success<ToolCall>) request.call()).value();
    JsonObject function =
        JsonObject.builder()
            .put("name", call.name())
            .put("arguments", JsonText.write(call.argumentsOrEmpty()))
            .build();
    return JsonObject.builder()
        .put("id", request.id())
        .put("type", "function")
        .put("function", function)
        .build();
  }
}
