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

/// Writes answers as Gemini's chunks, the blocks of a step as parts of one.
public final class GeminiWire implements ModelService.Dialect {
  @Override
  public String begin(ScriptedAnswer answer) {
    return "";
  }

  @Override
  public String step(ScriptedAnswer answer, Step.Emit step) {
    JsonObject.Builder chunk = JsonObject.builder().put("modelVersion", "gemini-mock");
    Message message = step.delta().message();
    if (message != null) {
      chunk.put("candidates", candidates(JsonArray.of(message.content(), GeminiWire::part)));
    }
    ProviderUsage usage = step.delta().usage();
    if (usage != null) {
      chunk.put(
          "usageMetadata",
          JsonObject.builder()
              .putOrNull("promptTokenCount", usage.tokens().input())
              .putOrNull("candidatesTokenCount", usage.tokens().output())
              .build());
    }
    return "data: " + JsonText.write(chunk.build()) + "\r\n\r\n";
  }

  @Override
  public String end(ScriptedAnswer answer) {
    return "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\r\n\r\n";
  }

  private static JsonArray candidates(JsonArray parts) {
    return JsonArray.of(
        JsonObject.of(
            "content", JsonObject.builder().put("role", "model").put("parts", parts).build()));
  }

  private static JsonObject part(Content block) {
    return switch (block) {
      case Content.Text text -> JsonObject.of("text", Json.of(text.text()));
      case Content.Thinking thinking ->
          JsonObject.builder()
              .put("text", thinking.thinking())
              .put("thought", true)
              .put("thoughtSignature", thinking.signature())
              .build();
      case Content.ToolRequest request -> {
        ToolCall call = ((Outcome.Success<ToolCall>) request.call()).value();
        yield JsonObject.of(
            "functionCall",
            JsonObject.builder()
                .put("name", call.name())
                .putIfPresent("args", call.arguments())
                .build());
      }
      default -> throw new IllegalArgumentException("not in this dialect: " + block);
    };
  }
}
