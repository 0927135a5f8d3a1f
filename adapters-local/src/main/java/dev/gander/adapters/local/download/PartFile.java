package dev.gander.adapters.local.download;

import dev.gander.files.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a file that has arrived, beside the target. One thread writes.
final class PartFile implements Closeable {
  private static final System.Logger LOG = System.getLogger(PartFile.class.getName());

  private final Path path;
  private final Path target;
  private final FileChannel channel;
  private final @Nullable PartDigest digest;
  private final EarlyFlush flush;
  private volatile long length;
  private volatile @Nullable IOException failure;

  private PartFile(
      Path path, Path target, FileChannel channel, @Nullable Digests digests, long size, Disk disk)
      throws IOException {
    this.path = path;
    this.target = target;
    this.channel = channel;
    length = channel.size();
    channel.position(length);
    flush = new EarlyFlush(path, length, disk);
    digest = digests == null ? null : digests.of(path, channel, length, size);
  }

  /// As goosed calls it.
  static Path of(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /// Opens what is there, or begins.
  ///
  /// @param digests null if its digest will not be asked for
  /// @param size of the whole file; 0 if it is not known
  static PartFile open(Path target, @Nullable Digests digests, long size, Disk disk)
      throws IOException {
    Path path = of(target);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new PartFile(path, target, channel, digests, size, disk);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  static long length(Path target) throws IOException {
    Path part = of(target);
    return Files.exists(part) ? Files.size(part) : 0;
  }

  long length() {
    return length;
  }

  /// Why it could not be written, if so.
  @Nullable IOException failure() {
    return failure;
  }

  /// Begins anew.
  void restart() throws IOException {
    if (digest != null) {
      digest.restart();
    }
    flush.restart();
    length = 0;
    try {
      channel.truncate(0);
      channel.position(0);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  void append(List<ByteBuffer> pieces) throws IOException {
    try {
      write(pieces);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void write(List<ByteBuffer> pieces) throws IOException {
    ByteBuffer[] rest = pieces.toArray(ByteBuffer[]::new);
    long count = 0;
    for (ByteBuffer piece : rest) {
      count += piece.remaining();
    }
    for (long written = 0; written < count; ) {
      written += channel.write(rest);
    }
    // Only one thread writes; others look.
    long longer = length + count;
    length = longer;
    if (digest != null) {
      digest.advance(length);
    }
    flush.advance(length);
  }

  /// The SHA-256 of all that was written. No more may be written.
  String sha256() throws IOException, InterruptedException {
    if (digest == null) {
      throw new IllegalStateException("opened without a digest");
    }
    flush.finish();
    try {
      return digest.finish();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} is digested again: {1}", path, e);
    }
    try (TrailingDigest again = new TrailingDigest(channel, length)) {
      return again.finish();
    }
  }

  /// Puts the file in its place, durably.
  void putInPlace() throws IOException, InterruptedException {
    flush.await();
    release();
    AtomicFile.putInPlace(path, target);
  }

  /// Removes the part.
  void remove() throws IOException {
    release();
    Files.deleteIfExists(path);
  }

  /// A part without anything in it is of no use.
  @Override
  public void close() throws IOException {
    if (length == 0 && channel.isOpen()) {
      Files.deleteIfExists(path);
    }
    release();
  }

  private void release() throws IOException {
    if (digest != null) {
      digest.close();
    }
    flush.close();
    channel.close();
  }
}
