package dev.gander.provider.kit.stream;

import java.io.IOException;

/// The bytes of one answer as they come in. One reader.
@FunctionalInterface
public interface ByteSource {
  /// Reads what is there, at least one byte; -1 at the end.
  ///
  /// @throws IOException if the connection broke, or nothing came in time
  /// @throws InterruptedException if the thread was interrupted; nothing more comes
  int read(byte[] target, int offset, int length) throws IOException, InterruptedException;
}
