package dev.gander.adapters.persistence.journal;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A journal in files that are appended to, without waiting for the disk: a kill of the process
/// loses nothing that was written, a power failure may.
///
/// One thread of its own writes, a few milliseconds behind the events; turns only write what is
/// left at their ends. It starts with the first turn. Several processes may use the folder.
public final class FileEventJournal implements EventJournal {
  private static final System.Logger LOG = System.getLogger(FileEventJournal.class.getName());

  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  /// Time for more events to arrive, since each write and each wake of the thread costs more than
  /// an event.
  private static final Duration BREATH = Duration.ofMillis(25);

  private static final int MOST_WAITING = 8192;
  private static final long LARGE_SEGMENT = 1024 * 1024;

  private final Path folder;
  private final JournaledSession.Setting setting;
  private final InstantSource clock;
  private final Limits limits;
  private final ConcurrentMap<SessionId, JournaledSession> sessions = new ConcurrentHashMap<>();
  private final BlockingQueue<JournaledSession> unwritten = new LinkedBlockingQueue<>();
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final Thread thread =
      Thread.ofPlatform().name("event-journal").daemon().unstarted(this::run);
  private volatile boolean closed;

  /// @param folder of ours; created with the first turn
  /// @param process the name of this process: letters and digits
  /// @param isRunning whether the process with such a name is alive
  public FileEventJournal(
      Path folder,
      String process,
      Predicate<String> isRunning,
      InstantSource clock,
      Limits limits) {
    this(
        folder,
        new JournaledSession.Setting(process, isRunning, MOST_WAITING, LARGE_SEGMENT),
        clock,
        limits);
  }

  FileEventJournal(
      Path folder, JournaledSession.Setting setting, InstantSource clock, Limits limits) {
    this.folder = folder;
    this.setting = setting;
    this.clock = clock;
    this.limits = limits;
  }

  @Override
  public void begin(SessionId session, String requestId, long newest) {
    if (closed) {
      return;
    }
    while (!session(session).begin(requestId, newest)) {
      sessions.values().removeIf(JournaledSession::retire);
    }
    if (isStarted.compareAndSet(false, true)) {
      thread.start();
    }
  }

  private JournaledSession session(SessionId id) {
    return sessions.computeIfAbsent(
        id, _ -> new JournaledSession(id, folder.resolve(SegmentFile.folderName(id)), setting));
  }

  @Override
  public void append(SessionId session, Published event) {
    JournaledSession journal = sessions.get(session);
    if (journal != null) {
      journal.append(event);
      list(journal);
    }
  }

  @Override
  public void end(SessionId session, String requestId) {
    JournaledSession journal = sessions.get(session);
    if (journal != null) {
      journal.end(requestId);
      list(journal);
    }
  }

  private void list(JournaledSession journal) {
    if (journal.list()) {
      unwritten.add(journal);
    }
  }

  @Override
  public void settle(SessionId session) {
    JournaledSession journal = sessions.get(session);
    if (journal != null) {
      journal.settle();
    }
  }

  @Override
  public Optional<Kept> kept(SessionId session) {
    return session(session).kept();
  }

  @Override
  public Reading read(SessionId session, long after) {
    return session(session).read(after);
  }

  @Override
  public void forget(SessionId session) {
    session(session).forget();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    sessions.values().forEach(JournaledSession::close);
  }

  private void run() {
    Instant nextSweep = Instant.MIN;
    try {
      while (!closed) {
        JournaledSession next = unwritten.poll(BETWEEN_SWEEPS.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          LockSupport.parkNanos(BREATH.toNanos());
          settle(next);
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextSweep)) {
          nextSweep = now.plus(BETWEEN_SWEEPS);
          sweep();
        }
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  /// Writes what this session and all others have left.
  private void settle(JournaledSession first) {
    List<JournaledSession> all = new ArrayList<>();
    all.add(first);
    unwritten.drainTo(all);
    all.forEach(JournaledSession::settle);
  }

  private record Found(Path path, Instant written, long bytes) {}

  /// Drops what is too old or too much.
  void sweep() {
    try {
      sweep(found());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "old journals of events cannot be dropped: {0}", e);
    }
    sessions.values().removeIf(JournaledSession::retire);
  }

  private void sweep(List<Found> all) {
    Map<Path, JournaledSession> known =
        sessions.entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> folder.resolve(SegmentFile.folderName(it.getKey())),
                    Map.Entry::getValue,
                    (one, _) -> one));
    Instant limit = clock.instant().minus(limits.kept());
    long bytes = all.stream().mapToLong(Found::bytes).sum();
    for (Found file : all) {
      boolean isOld = file.written().isBefore(limit);
      if (isOld || bytes > limits.bytes()) {
        bytes -= file.bytes();
        drop(file.path(), isOld, known.get(file.path().getParent()));
      }
    }
  }

  private static void drop(Path file, boolean isOld, @Nullable JournaledSession session) {
    if (session != null) {
      session.drop(file, isOld);
      return;
    }
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.getParent());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a journal of events stays", e);
    }
  }

  /// All files, the oldest first.
  private List<Found> found() throws IOException {
    List<Found> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path each : (Iterable<Path>) folders::iterator) {
        for (SegmentFile segment : SegmentFile.allIn(each)) {
          found(segment.path()).ifPresent(found::add);
        }
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    found.sort(Comparator.comparing(Found::written));
    return found;
  }

  private static Optional<Found> found(Path file) {
    try {
      return Optional.of(
          new Found(file, Files.getLastModifiedTime(file).toInstant(), Files.size(file)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
