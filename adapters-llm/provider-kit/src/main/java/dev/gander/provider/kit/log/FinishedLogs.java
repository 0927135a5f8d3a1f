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

/// Gives finished logs their names, `llm_request.0.jsonl` (newest) to `llm_request.9.jsonl`, one
/// folder at a time. Any thread.
///
/// For each log all ten files move, which takes longer than writing it. So while other logs of a
/// folder are being written, those that end soon after one another move together: then a log gets
/// its name up to 0.15 s late, and if the process is killed meanwhile, not at all.
final class FinishedLogs {
  private static final System.Logger LOG = System.getLogger(FinishedLogs.class.getName());
  private static final int KEPT = 10;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final ReentrantLock lock = new ReentrantLock();

  /// The folders of logs that are being written.
  private final Map<Path, Folder> folders = new HashMap<>();

  /// A log is being written.
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
    lock.lock();
    try {
      Folder folder = Objects.requireNonNull(folders.get(placeOf(log)), "it has not begun");
      folder.ended.addFirst(log);
      if (--folder.open == 0) {
        folders.remove(folder.place);
        folder.move();
      } else if (folder.hasRested()) {
        folder.move();
      } else if (folder.alarm == null) {
        folder.alarm =
            Alarm.at(folder.moved + PAUSE, () -> Thread.ofVirtual().start(() -> moveLate(folder)));
      }
    } finally {
      lock.unlock();
    }
  }

  private static Path placeOf(Path log) {
    return Objects.requireNonNull(log.toAbsolutePath().getParent(), "a file is in a folder");
  }

  private void moveLate(Folder folder) {
    lock.lock();
    try {
      folder.move();
    } finally {
      lock.unlock();
    }
  }

  private static final class Folder {
    private final Path place;

    /// Newest first.
    private final Deque<Path> ended = new ArrayDeque<>();

    private int open;
    private long moved = System.nanoTime() - PAUSE;
    private @Nullable Alarm alarm;

    Folder(Path place) {
      this.place = place;
    }

    boolean hasRested() {
      return System.nanoTime() - moved >= PAUSE;
    }

    void move() {
      if (alarm != null) {
        alarm.close();
        alarm = null;
      }
      moved = System.nanoTime();
      try {
        rename();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "request logs cannot be kept in " + place, e);
      } finally {
        ended.clear();
      }
    }

    private void rename() throws IOException {
      while (ended.size() > KEPT) {
        Files.deleteIfExists(ended.removeLast());
      }
      int fresh = ended.size();
      for (int i = KEPT - 1; i >= fresh; i--) {
        moveIfThere(named(i - fresh), named(i));
      }
      for (int i = 0; i < fresh; i++) {
        moveIfThere(ended.removeFirst(), named(i));
      }
    }

    private Path named(int number) {
      return place.resolve("llm_request." + number + ".jsonl");
    }

    /// There may be none yet, somebody may have tidied up, and another server on this folder may be
    /// faster at any moment.
    private static void moveIfThere(Path from, Path to) throws IOException {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException _) {
        // The place is free.
      }
    }
  }
}
