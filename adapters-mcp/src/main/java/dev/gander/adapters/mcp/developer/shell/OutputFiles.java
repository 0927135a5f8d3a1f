package dev.gander.adapters.mcp.developer.shell;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.gander.process.TemporaryFolders;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The files with the whole text of long outputs: the last eight, in a folder that only the user
/// can read, created when needed and deleted with the extension, or, after a kill, by a later
/// process. Any thread.
public final class OutputFiles implements AutoCloseable {
  private static final int SLOTS = 8;

  private final Path parent;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Path folder;
  private int next;

  public OutputFiles(Path parent) {
    this.parent = parent;
  }

  record OutputFile(Path path, OutputStream stream) {}

  /// Replaces the oldest file. A command that is still writing to that one continues, unseen.
  OutputFile open() throws IOException {
    lock.lock();
    try {
      Path path = existingFolder().resolve("output-" + next);
      next = (next + 1) % SLOTS;
      Files.deleteIfExists(path);
      return new OutputFile(
          path, new BufferedOutputStream(Files.newOutputStream(path, CREATE_NEW, WRITE), 1 << 16));
    } finally {
      lock.unlock();
    }
  }

  /// A cleaner of temporary folders may have removed it meanwhile.
  private Path existingFolder() throws IOException {
    Path made = folder;
    if (made == null || !Files.isDirectory(made)) {
      made = TemporaryFolders.create(parent, "goose-shell-");
      folder = made;
    }
    return made;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (folder != null) {
        for (int slot = 0; slot < SLOTS; slot++) {
          Files.deleteIfExists(folder.resolve("output-" + slot));
        }
        Files.deleteIfExists(folder);
        folder = null;
      }
    } catch (IOException e) {
      System.getLogger(OutputFiles.class.getName())
          .log(System.Logger.Level.WARNING, "cannot delete " + folder, e);
    } finally {
      lock.unlock();
    }
  }
}
