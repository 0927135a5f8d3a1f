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
  private ChunkFrame.@Nullable Parsed last;
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
    ChunkFrame.Parsed chunk = new ChunkFrame.Parsed(data, parser.apply(data));
    if (data.length() <= LONGEST) {
      frame = last == null ? null : ChunkFrame.of(last, chunk);
      last = chunk;
    }
    return chunk.tree();
  }
}
