package dev.gander.provider.kit.stream;

import dev.gander.domain.json.Json;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Parses the chunks of one answer. Most of them differ from the one before in a single text, the
/// next few letters of the answer: then only that text is read, and the rest of the tree is shared.
/// One thread.
public final class ChunkParser {
  /// In chars. A longer chunk is not kept for the sake of the next one.
  private static final int LONGEST = 8192;

  private final Function<String, Json> parser;
  private @Nullable String lastData;
  private @Nullable Json last;
  private @Nullable ChunkFrame frame;

  /// @param parser throws for what is no JSON
  public ChunkParser(Function<String, Json> parser) {
    this.parser = parser;
  }

  /// The chunk as the parser would read it, which throws for this chunk if it would.
  public Json parse(String data) {
    if (frame != null && frame.surrounds(data)) {
      return frame.chunk(data);
    }
    Json chunk = parser.apply(data);
    if (data.length() > LONGEST) {
      return chunk;
    }
    frame = lastData == null || last == null ? null : ChunkFrame.of(lastData, last, data, chunk);
    lastData = data;
    last = chunk;
    return chunk;
  }
}
