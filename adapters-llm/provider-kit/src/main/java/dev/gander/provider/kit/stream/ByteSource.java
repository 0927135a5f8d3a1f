package dev.gander.provider.kit.stream;

import java.io.IOException;

/// The bytes of one answer as they arrive. One reader.
@FunctionalInterface
public interface ByteSource {
  /// Reads what is available, at least one byte; -1 at the end.
  ///
  /// @throws IOException if the connection broke, or nothing arrived in time
  /// @throws InterruptedException if the thread was interrupted; nothing more comes
  int read(byte[] target, int offset, int length) throws IOException, InterruptedException;
}
