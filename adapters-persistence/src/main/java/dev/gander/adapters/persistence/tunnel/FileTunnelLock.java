package dev.gander.adapters.persistence.tunnel;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.tunnel.TunnelLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// `tunnel.lock` in goose's settings folder. The system releases it when its holder dies; the file
/// stays and means nothing.
public final class FileTunnelLock implements TunnelLock {
  /// A look takes the lock for a moment, which must not look like a tunnel to a second one.
  private static final int LOOKS = 20;

  private static final long PAUSE_MILLIS = 10;

  private final Path file;

  /// @param config goose's settings folder
  public FileTunnelLock(Path config) {
    file = config.resolve("tunnel.lock");
  }

  @Override
  public Optional<Held> tryTake() {
    try {
      Optional<LockFile.Held> held = LockFile.tryTake(file);
      for (int look = 1; held.isEmpty() && look < LOOKS && pause(); look++) {
        held = LockFile.tryTake(file);
      }
      return held.map(this::once);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// False if the thread is interrupted, and stays so.
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Held once(LockFile.Held held) {
    AtomicBoolean released = new AtomicBoolean();
    return () -> {
      if (released.compareAndSet(false, true)) {
        release(held);
      }
    };
  }

  private void release(LockFile.Held held) {
    try {
      held.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Clients ask every few seconds: a look makes no file.
  @Override
  public boolean isTaken() {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      Optional<LockFile.Held> held = LockFile.tryTake(file);
      held.ifPresent(this::release);
      return held.isEmpty();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private StorageException failure(IOException e) {
    return new StorageException("The lock of the tunnel, " + file + ", cannot be used: " + e, e);
  }
}
