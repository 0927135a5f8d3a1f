package dev.gander.adapters.llm.services.openrouter;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.service.AnswerDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Keeps the encrypted thoughts of a Gemini model with the first call that follows them: without
/// them newer models refuse to go on after a tool. Readable thoughts are for people and are left
/// out.
final class KeptDetails implements AnswerDecoder {
  private final AnswerDecoder chunks;
  private final List<JsonObject> thoughts = new ArrayList<>();

  /// @param chunks reads everything else
  KeptDetails(AnswerDecoder chunks) {
    this.chunks = chunks;
  }

  @Override
  public void accept(Json json, Consumer<Delta> out) {
    if (json instanceof JsonObject chunk
        && chunk.text("model").filter(ReasoningDetails::areWantedBy).isPresent()) {
      thoughts.addAll(encrypted(chunk));
    }
    chunks.accept(json, delta -> out.accept(withThoughts(delta)));
  }

  @Override
  public void end(Consumer<Delta> out) {
    chunks.end(delta -> out.accept(withThoughts(delta)));
  }

  @Override
  public boolean isWhole() {
    return chunks.isWhole();
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    chunks.breakOff(out);
  }

  private static List<JsonObject> encrypted(JsonObject chunk) {
    return chunk.array("choices").orElse(JsonArray.EMPTY).items().stream()
        .limit(1)
        .filter(JsonObject.class::isInstance)
        .flatMap(choice -> ((JsonObject) choice).object("delta").stream())
        .flatMap(delta -> delta.array(ReasoningDetails.MEMBER).stream())
        .flatMap(details -> details.items().stream())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(ReasoningDetails::isEncrypted)
        .toList();
  }

  private Delta withThoughts(Delta delta) {
    Message message = delta.message();
    if (thoughts.isEmpty() || message == null || message.toolRequests().isEmpty()) {
      return delta;
    }
    List<Content> content = new ArrayList<>();
    for (Content block : message.content()) {
      content.add(
          block instanceof Content.ToolRequest call && !thoughts.isEmpty() ? keep(call) : block);
    }
    return new Delta(message.withContent(content), delta.usage());
  }

  private Content keep(Content.ToolRequest call) {
    JsonObject other = ReasoningDetails.keep(call.other(), thoughts);
    thoughts.clear();
    return new Content.ToolRequest(call.id(), call.call(), other);
  }
}
