package dev.gander.adapters.persistence.backup;

import dev.gander.adapters.persistence.backup.Manifest.Entry;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAdder;

/// Sizes and checksums of files.
final class Checksum {
  private Checksum() {}

  static Entry of(Path file) throws IOException {
    return of(file, new LongAdder());
  }

  /// @param read grows with the bytes
  static Entry of(Path file, LongAdder read) throws IOException {
    return sum(file, OutputStream.nullOutputStream(), read);
  }

  static Entry copy(Path from, Path to) throws IOException {
    return copy(from, to, new LongAdder());
  }

  /// Copies a file to one that only its owner may read.
  ///
  /// @param read grows with the bytes
  static Entry copy(Path from, Path to, LongAdder read) throws IOException {
    try (InputStream _ = Files.newInputStream(from);
        FileChannel channel =
            FileChannel.open(PrivateFiles.newFile(to), StandardOpenOption.WRITE)) {
      Entry entry = sum(from, Channels.newOutputStream(channel), read);
      channel.force(true);
      return entry;
    }
  }

  private static Entry sum(Path file, OutputStream out, LongAdder counter) throws IOException {
    MessageDigest digest = sha256();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[1 << 16];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
        out.write(piece, 0, read);
        bytes += read;
        counter.add(read);
      }
    }
    return new Entry(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
