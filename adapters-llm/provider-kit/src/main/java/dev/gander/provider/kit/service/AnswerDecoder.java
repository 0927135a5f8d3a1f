package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.stream.ByteSource;
import dev.gander.provider.kit.stream.ChunkSource;
import dev.gander.provider.kit.stream.SseReader;
import java.util.Optional;
import java.util.function.Consumer;

/// Understands the chunks of one answer in one vendor's dialect. Keeps state; one thread.
public interface AnswerDecoder {
  /// Takes the next chunk.
  ///
  /// @throws ProviderException if the chunk tells of a failure
  void accept(Json chunk, Consumer<Delta> out);

  /// The answer has ended, and is whole.
  void end(Consumer<Delta> out);

  /// Whether nothing is missing if the body ends here without `[DONE]`. A service that marks the
  /// end of its answers, in whatever ways, has to have used one of them: gateways leave out one
  /// mark or another, but an answer without any broke off.
  boolean isWhole();

  /// The answer broke off: gives what is complete in itself, such as text that was held back.
  void breakOff(Consumer<Delta> out);

  /// The failure that a JSON object tells of which came as a whole where chunks were asked for;
  /// empty: it is judged as any other service's.
  default Optional<ProviderException> insteadOfChunks(JsonObject answer) {
    return Optional.empty();
  }

  /// Whether the last chunk said that nothing follows.
  default boolean isOver() {
    return false;
  }

  /// How the body is cut into chunks of JSON.
  default ChunkSource chunks(ByteSource body) {
    return new SseReader(body);
  }

  /// Whether a chunk that is no JSON is passed over instead of ending the answer.
  default boolean toleratesGarbage() {
    return false;
  }
}
