package dev.gander.provider.kit.log;

import dev.gander.domain.time.Alarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Gives finished logs their names, `llm_request.0.jsonl` (newest) to `llm_request.9.jsonl`. Any
/// thread.
///
/// For each log all ten files move, which takes longer than writing it. So while other logs of a
/// folder are being written, those that end soon after one another move together: then a log gets
/// its name up to 0.15 s late. If the process ends before that, the next one removes it.
final class FinishedLogs {
  private static final System.Logger LOG = System.getLogger(FinishedLogs.class.getName());
  private static final int KEPT = 10;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  /// Held by whoever moves files; taken before `lock`, which nobody holds for long.
  private final ReentrantLock moving = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();

  /// The folders of logs that are being written, or wait for their names. Guarded by `lock`.
  private final Map<Path, Folder> folders = new HashMap<>();

  /// Guarded by `lock`.
  private static final class Folder {
    private final Path place;

    /// Newest first.
    private final Deque<Path> ended = new ArrayDeque<>();

    private int open;
    private long movedAt = System.nanoTime() - PAUSE;
    private @Nullable Alarm alarm;

    Folder(Path place) {
      this.place = place;
    }

    boolean isDue() {
      return open == 0 || System.nanoTime() - movedAt >= PAUSE;
    }
  }

  /// A log is being written; [#end] follows in any case.
  void begin(Path log) {
    lock.lock();
    try {
      folders.computeIfAbsent(placeOf(log), Folder::new).open++;
    } finally {
      lock.unlock();
    }
  }

  /// A log that has begun is complete.
  void end(Path log) {
    Folder folder;
    boolean isDue;
    lock.lock();
    try {
      folder = Objects.requireNonNull(folders.get(placeOf(log)), "it has not begun");
      folder.ended.addFirst(log);
      folder.open--;
      isDue = folder.isDue();
      if (!isDue && folder.alarm == null) {
        folder.alarm =
            Alarm.at(folder.movedAt + PAUSE, () -> Thread.ofVirtual().start(() -> move(folder)));
      }
    } finally {
      lock.unlock();
    }
    if (isDue) {
      move(folder);
    }
  }

  private static Path placeOf(Path log) {
    return Objects.requireNonNull(log.toAbsolutePath().getParent(), "a file is in a folder");
  }

  private void move(Folder folder) {
    moving.lock();
    try {
      rename(folder.place, taken(folder));
    } finally {
      moving.unlock();
    }
  }

  /// Those that have ended by now.
  private Deque<Path> taken(Folder folder) {
    lock.lock();
    try {
      if (folder.alarm != null) {
        folder.alarm.close();
        folder.alarm = null;
      }
      if (folder.open == 0) {
        folders.remove(folder.place, folder);
      }
      folder.movedAt = System.nanoTime();
      Deque<Path> taken = new ArrayDeque<>(folder.ended);
      folder.ended.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private static void rename(Path place, Deque<Path> ended) {
    if (ended.isEmpty()) {
      return; // Another thread has moved them.
    }
    while (ended.size() > KEPT) {
      delete(ended.removeLast());
    }
    int fresh = ended.size();
    for (int i = KEPT - 1; i >= fresh; i--) {
      rename(named(place, i - fresh), named(place, i));
    }
    for (int i = 0; i < fresh; i++) {
      rename(ended.removeFirst(), named(place, i));
    }
  }

  private static Path named(Path place, int number) {
    return place.resolve("llm_request." + number + ".jsonl");
  }

  /// There may be none yet, somebody may have tidied up, and another server on this folder may be
  /// faster at any moment.
  private static void rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      // The place is free.
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the request log " + from + " cannot be kept", e);
    }
  }

  private static void delete(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the request log " + log + " cannot be removed", e);
    }
  }
}
