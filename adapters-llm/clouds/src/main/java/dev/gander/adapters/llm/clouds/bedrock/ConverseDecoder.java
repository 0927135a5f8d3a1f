package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads the complete answer of a Converse request: one message, and the counts.
final class ConverseDecoder implements AnswerDecoder {
  private final String model;
  private final ClientEnvironment environment;

  ConverseDecoder(String model, ClientEnvironment environment) {
    this.model = model;
    this.environment = environment;
  }

  /// @throws ProviderException if it contains no message
  @Override
  public void accept(Json json, Consumer<Delta> out) {
    JsonObject answer = json instanceof JsonObject object ? object : JsonObject.EMPTY;
    JsonArray blocks =
        answer
            .object("output")
            .flatMap(output -> output.object("message"))
            .flatMap(message -> message.array("content"))
            .orElseThrow(
                () ->
                    new ProviderException.RequestFailed(
                        "The answer of Amazon Bedrock has no message", null));
    List<Content> content = new ArrayList<>();
    blocks.items().forEach(block -> add(block, content));
    if (!content.isEmpty()) {
      String id = "msg_" + environment.uuids().get();
      out.accept(
          Delta.of(Message.assistant(id, environment.now(), content.toArray(Content[]::new))));
    }
    answer.object("usage").map(it -> ConverseEnd.usage(model, it)).map(Delta::of).ifPresent(out);
    String reason = answer.text("stopReason").orElse("");
    if (ConverseEnd.isAtLimit(reason)) {
      out.accept(Delta.atLimit());
    }
    ConverseEnd.check(reason);
  }

  @Override
  public void end(Consumer<Delta> out) {
    // There is only one chunk.
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    // Nothing is held back.
  }

  private static void add(Json json, List<Content> content) {
    if (!(json instanceof JsonObject block)) {
      return;
    }
    block
        .text("text")
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> content.add(new Content.Text(text)));
    block.object("toolUse").ifPresent(use -> content.add(call(use)));
    JsonObject reasoning = block.object("reasoningContent").orElse(JsonObject.EMPTY);
    reasoning
        .object("reasoningText")
        .ifPresent(
            thought ->
                content.add(
                    new Content.Thinking(
                        thought.text("text").orElse(""), thought.text("signature").orElse(""))));
    reasoning
        .text("redactedContent")
        .ifPresent(data -> content.add(new Content.RedactedThinking(data, JsonObject.EMPTY)));
  }

  private static Content call(JsonObject use) {
    return new Content.ToolRequest(
        use.text("toolUseId").orElse(""),
        Outcome.success(
            new ToolCall(
                use.text("name").orElse(""), use.object("input").orElse(JsonObject.EMPTY))));
  }
}
