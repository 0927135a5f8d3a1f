package dev.gander.adapters.local.download;

import dev.gander.process.ChildRecords;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Where the digests of files are computed: large ones in a program of their own.
///
/// @param records of child processes
/// @param large in bytes, from which on the program pays
record Digests(ChildRecords records, long large) {
  /// The program takes a fifth of a second to start.
  static final long USUAL_LARGE = 32 << 20;

  /// @param channel of the file, open for reading
  /// @param written how much of the file is there already
  /// @param size of the whole file; 0 if it is not known
  PartDigest of(Path file, FileChannel channel, long written, long size) {
    return size >= large
        ? new DigestChild(file, written, records)
        : new TrailingDigest(channel, written);
  }
}
