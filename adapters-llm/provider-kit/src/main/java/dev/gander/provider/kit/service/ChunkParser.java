package dev.gander.provider.kit.service;

import dev.gander.domain.json.Json;
import org.jspecify.annotations.Nullable;

/// Parses the chunks of one answer. Most of them differ from the one before in a single text, the
/// next few letters of the answer: then only that text is read, and the rest of the tree is shared.
/// One thread.
final class ChunkParser {
  private @Nullable String lastData;
  private @Nullable Json last;
  private @Nullable ChunkFrame frame;

  /// @throws dev.gander.domain.error.ProviderException.NetworkError if it is no JSON
  Json parse(String data) {
    if (frame != null && frame.surrounds(data)) {
      return frame.chunk(data);
    }
    Json chunk = AnswerReader.chunk(data);
    frame = lastData == null || last == null ? null : ChunkFrame.of(lastData, last, data, chunk);
    lastData = data;
    last = chunk;
    return chunk;
  }
}
