package dev.gander.adapters.mcp.developer.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// The text files that `write` and `edit` change. One change at a time, so that two edits of one
/// round don't undo each other.
public final class TextFiles {
  /// Editing takes several times this much memory.
  private static final long MAX_BYTES = 32L << 20;

  private final ReentrantLock lock = new ReentrantLock();

  interface Change<T> {
    T make() throws IOException, InterruptedException;
  }

  /// Makes one change, excluding all others.
  ///
  /// @throws InterruptedException if the thread is interrupted; files are whole
  <T> T changing(Change<T> change) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      return change.make();
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    } finally {
      lock.unlock();
    }
  }

  /// @throws IOException also if the file is not UTF-8 or too large to be edited
  static String read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES && Files.isRegularFile(file)) {
      throw new IOException("the file is larger than 32 MiB");
    }
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
  }

  static void write(Path file, String text) throws IOException {
    AtomicFile.rewrite(file, text.getBytes(UTF_8));
  }
}
