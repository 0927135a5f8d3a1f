package dev.gander.adapters.llm.openai;

import dev.gander.adapters.llm.http.AnswerDecoder;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Delta;
import java.util.Optional;
import java.util.function.Consumer;

/// Understands a chat completion that comes as a whole: it is a stream of one chunk whose fragment
/// is called `message`. Usage is booked on the model that was asked.
record WholeAnswer(AnswerDecoder chunks, String model) implements AnswerDecoder {
  @Override
  public void accept(Json json, Consumer<Delta> out) {
    JsonObject answer = json instanceof JsonObject object ? object : JsonObject.EMPTY;
    Optional<JsonObject> message =
        answer
            .array("choices")
            .filter(choices -> !choices.items().isEmpty())
            .map(choices -> choices.items().getFirst())
            .flatMap(
                choice -> choice instanceof JsonObject o ? o.object("message") : Optional.empty());
    if (message.isEmpty()) {
      throw noMessage(answer);
    }
    JsonObject choice =
        JsonObject.builder().put("delta", message.get()).put("finish_reason", "stop").build();
    chunks.accept(answer.with("model", Json.of(model)).with("choices", JsonArray.of(choice)), out);
  }

  @Override
  public void end(Consumer<Delta> out) {
    chunks.end(out);
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    chunks.breakOff(out);
  }

  private static ProviderException noMessage(JsonObject answer) {
    return answer
        .object("error")
        .flatMap(error -> error.text("message"))
        .map(text -> new ProviderException.RequestFailed("API error: " + text, null))
        .orElseGet(
            () ->
                new ProviderException.RequestFailed(
                    "The answer has no message; the quota may be used up", null));
  }
}
