package dev.gander.adapters.local.download;

import java.io.IOException;

/// The SHA-256 of a file while it is being written from its beginning to its end. One thread
/// writes.
interface PartDigest extends AutoCloseable {
  /// The file contains this much from its beginning on. Never less than before.
  void advance(long upTo);

  /// The file is about to be written from its beginning again.
  void restart();

  /// The digest of the whole file, in hexadecimal digits. No more may be written.
  String finish() throws IOException, InterruptedException;

  @Override
  void close();
}
