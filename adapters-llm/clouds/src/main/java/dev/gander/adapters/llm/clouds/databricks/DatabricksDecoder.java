package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.service.AnswerDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of an invocation: chat completion chunks whose content may have reasoning
/// parts, `{"type": "reasoning", "summary": [{"type": "summary_text", "text", "signature"}]}`.
final class DatabricksDecoder implements AnswerDecoder {
  private final ChatDecoder chat;

  DatabricksDecoder(ClientEnvironment environment) {
    this.chat = new ChatDecoder(environment);
  }

  @Override
  public void accept(Json json, Consumer<Delta> out) {
    if (json instanceof JsonObject chunk && content(chunk) instanceof JsonArray parts) {
      objects(Optional.of(parts))
          .filter(part -> Json.of("reasoning").equals(part.get("type")))
          .flatMap(DatabricksDecoder::thoughts)
          .forEach(thought -> chat.say(chunk, thought, out));
    }
    chat.accept(json, out);
  }

  private static @Nullable Json content(JsonObject chunk) {
    return chunk.get("choices") instanceof JsonArray(List<Json> choices)
            && !choices.isEmpty()
            && choices.getFirst() instanceof JsonObject choice
            && choice.get("delta") instanceof JsonObject delta
        ? delta.get("content")
        : null;
  }

  private static Stream<Content> thoughts(JsonObject part) {
    return objects(part.array("summary")).flatMap(summary -> thought(summary).stream());
  }

  private static Optional<Content> thought(JsonObject summary) {
    if (Json.of("summary_encrypted_text").equals(summary.get("type"))) {
      return summary.text("data").map(data -> new Content.RedactedThinking(data, JsonObject.EMPTY));
    }
    String text = summary.text("text").orElse("");
    String signature = summary.text("signature").orElse("");
    return text.isEmpty() && signature.isEmpty()
        ? Optional.empty()
        : Optional.of(new Content.Thinking(text, signature));
  }

  private static Stream<JsonObject> objects(Optional<JsonArray> array) {
    List<Json> items = array.orElse(JsonArray.EMPTY).items();
    return items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  @Override
  public void end(Consumer<Delta> out) {
    chat.end(out);
  }

  @Override
  public boolean isWhole() {
    return chat.isWhole();
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    chat.breakOff(out);
  }
}
