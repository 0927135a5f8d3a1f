package dev.gander.adapters.local.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/// The SHA-256 of a file that is being written: a thread of its own reads what was just written,
/// while it is in the system's memory, so that neither the writer nor the end has to wait for it.
final class TrailingDigest implements PartDigest {
  private static final int PIECE = 256 * 1024;
  private static final long PAUSE_NANOS = 5_000_000;

  private final FileChannel file;
  private final FutureTask<String> work = new FutureTask<>(this::follow);
  private final Thread thread;

  /// Counts how often the file was begun anew.
  private volatile int beginnings;

  private volatile long written;
  private volatile boolean whole;

  /// @param written how much of the file is there already
  TrailingDigest(FileChannel file, long written) {
    this.file = file;
    this.written = written;
    thread = Thread.ofVirtual().start(work);
  }

  @Override
  public void advance(long upTo) {
    written = upTo;
  }

  @Override
  public void restart() {
    written = 0;
    // Only who writes the file counts; the other thread looks.
    int next = beginnings + 1;
    beginnings = next;
  }

  @Override
  public String finish() throws IOException, InterruptedException {
    whole = true;
    LockSupport.unpark(thread);
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw new IOException("what was written cannot be read again", e.getCause());
    }
  }

  @Override
  public void close() {
    work.cancel(true);
  }

  private String follow() throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    long at = 0;
    int beginning = beginnings;
    while (!work.isCancelled()) {
      if (beginning != beginnings) {
        beginning = beginnings;
        digest.reset();
        at = 0;
      }
      // Before the comparison: nothing is written once it is set.
      boolean complete = whole;
      long rest = written - at;
      if (rest > 0) {
        at += read(digest, piece, at, rest);
      } else if (complete) {
        return HexFormat.of().formatHex(digest.digest());
      } else {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return "";
  }

  private int read(MessageDigest digest, ByteBuffer piece, long at, long rest) throws IOException {
    piece.clear().limit((int) Math.min(PIECE, rest));
    int count = file.read(piece, at);
    if (count < 0) {
      // Begun anew in the meantime, which the next look finds.
      return 0;
    }
    digest.update(piece.flip());
    return count;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
