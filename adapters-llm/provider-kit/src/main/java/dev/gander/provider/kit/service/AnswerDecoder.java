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

/// Reads the chunks of one answer in one vendor's dialect. Stateful; one thread.
public interface AnswerDecoder {
  /// Reads the next chunk.
  ///
  /// @throws ProviderException if the chunk reports a failure
  void accept(Json chunk, Consumer<Delta> out);

  /// The answer has ended and is complete.
  void end(Consumer<Delta> out);

  /// Whether the answer is complete if the body ends here without `[DONE]`. A service that marks
  /// the end of its answers, in whatever ways, must have used one of them: gateways leave out one
  /// mark or another, but an answer without any broke off.
  boolean isWhole();

  /// The answer broke off: delivers what is complete in itself, such as text that was held back.
  void breakOff(Consumer<Delta> out);

  /// The failure in a JSON object that arrived instead of chunks; empty if it should be interpreted
  /// like that of any other service.
  default Optional<ProviderException> insteadOfChunks(JsonObject answer) {
    return Optional.empty();
  }

  /// Whether the last chunk marked the end.
  default boolean isOver() {
    return false;
  }

  /// Whether a chunk only shows that the service is there, such as a ping: a model that says
  /// nothing but this is given up.
  default boolean isSignOfLife(Json chunk) {
    return false;
  }

  /// Cuts the body into chunks of JSON.
  default ChunkSource chunks(ByteSource body) {
    return new SseReader(body);
  }

  /// Whether a chunk that is not JSON is skipped instead of ending the answer.
  default boolean toleratesGarbage() {
    return false;
  }
}
