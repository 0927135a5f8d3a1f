package dev.gander.provider.kit.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The chunks of one answer, each a JSON text, as they arrive. One thread.
@FunctionalInterface
public interface ChunkSource {
  /// The next chunk; null at the end. A blank one means nothing, and `[DONE]` is an end, too.
  ///
  /// @throws IOException if the body broke off or cannot be cut into chunks
  @Nullable String next() throws IOException, InterruptedException;
}
