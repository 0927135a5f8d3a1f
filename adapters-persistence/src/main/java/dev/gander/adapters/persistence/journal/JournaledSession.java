package dev.gander.adapters.persistence.journal;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal.Kept;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEventJson;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The journal of one session. What is taken waits in a queue without a lock, and is written under
/// the lock that guards everything else.
final class JournaledSession {
  private static final System.Logger LOG = System.getLogger(JournaledSession.class.getName());

  /// Something that was taken and is not written yet.
  private sealed interface Taken {
    record Event(Published published) implements Taken {}

    record End(String requestId) implements Taken {}
  }

  /// What a process has in common for all its sessions.
  ///
  /// @param isRunning whether the process with a name in a file is alive
  /// @param mostWaiting how many events of a session may wait to be written
  /// @param largeSegment in bytes: a turn that begins later gets another file
  record Setting(String process, Predicate<String> isRunning, int mostWaiting, long largeSegment) {}

  private final SessionId id;
  private final Path folder;
  private final Setting setting;
  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean isListed = new AtomicBoolean();
  private volatile boolean overflown;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<SegmentFile> segments = new ArrayList<>();
  // Of this process.
  private final Set<String> open = new LinkedHashSet<>();
  // Of processes that have ended.
  private final Set<String> cutOff = new LinkedHashSet<>();
  private @Nullable SegmentWriter writer;
  private long newest;
  private boolean isKnown;
  private boolean isRetired;

  JournaledSession(SessionId id, Path folder, Setting setting) {
    this.id = id;
    this.folder = folder;
    this.setting = setting;
  }

  /// @return false if this object is no longer used for the session
  boolean begin(String requestId, long newestSoFar) {
    lock.lock();
    try {
      if (isRetired) {
        return false;
      }
      write();
      open.add(requestId);
      try {
        look();
        cutOff.remove(requestId);
        newest = Math.max(newest, newestSoFar);
        beginIn(room(), requestId);
      } catch (IOException e) {
        giveUp(e.toString());
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static void beginIn(SegmentWriter segment, String requestId) throws IOException {
    segment.begin(requestId);
    segment.flush();
  }

  /// The segment to write to; a new one if the last is large and no turn is in the middle of it.
  private SegmentWriter room() throws IOException {
    SegmentWriter current = writer;
    if (current != null && (current.size() < setting.largeSegment() || open.size() > 1)) {
      if (current.isThere()) {
        return current;
      }
      dropAll();
    } else {
      closeWriter();
    }
    SegmentWriter next = SegmentWriter.create(SegmentFile.in(folder, newest, setting.process()));
    writer = next;
    segments.add(next.file());
    return next;
  }

  void append(Published event) {
    if (TurnEventJson.isStorable(event.event())) {
      take(new Taken.Event(event));
    }
  }

  void end(String requestId) {
    take(new Taken.End(requestId));
  }

  private void take(Taken next) {
    if (waiting.incrementAndGet() > setting.mostWaiting()) {
      overflown = true;
    } else {
      taken.add(next);
    }
  }

  /// Whether it was not waiting to be written before.
  boolean list() {
    return isListed.compareAndSet(false, true);
  }

  /// Writes what was taken.
  void settle() {
    lock.lock();
    try {
      isListed.set(false);
      write();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    if (overflown) {
      overflown = false;
      giveUp("they come faster than they can be written");
    }
    try {
      int written = 0;
      for (Taken next = taken.poll(); next != null; next = taken.poll()) {
        written++;
        write(next);
      }
      waiting.addAndGet(-written);
      if (writer != null && written > 0) {
        writer.flush();
        if (open.isEmpty()) {
          writer.rest();
        }
      }
    } catch (IOException e) {
      giveUp(e.toString());
    } catch (RuntimeException e) {
      // An event that cannot be written costs its session's journal, and nothing else.
      LOG.log(Level.ERROR, "session " + id + ": an event has no form", e);
      giveUp("one of them cannot be written");
    }
  }

  private void write(Taken next) {
    switch (next) {
      case Taken.Event(Published event) -> {
        newest = Math.max(newest, event.sequence());
        if (writer != null) {
          writer.event(event);
        }
      }
      case Taken.End(String requestId) -> {
        open.remove(requestId);
        if (writer != null) {
          writer.end(requestId);
        }
      }
    }
  }

  /// Drops everything: what is kept has no gaps. Begins anew with the next turn.
  private void giveUp(String why) {
    LOG.log(
        Level.WARNING,
        "session {0}: clients that come back will have to read the messages, since the events are"
            + " not kept: {1}",
        id,
        why);
    for (Taken next = taken.poll(); next != null; next = taken.poll()) {
      switch (next) {
        case Taken.Event(Published event) -> newest = Math.max(newest, event.sequence());
        case Taken.End(String requestId) -> open.remove(requestId);
      }
    }
    waiting.set(0);
    dropAll();
  }

  private void dropAll() {
    closeWriter();
    segments.forEach(segment -> delete(segment.path()));
    segments.clear();
    cutOff.clear();
  }

  private void closeWriter() {
    SegmentWriter current = writer;
    writer = null;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a segment could not be closed", e);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} cannot be deleted: {1}", file, e);
    }
  }

  Optional<Kept> kept() {
    lock.lock();
    try {
      look();
      return segments.isEmpty()
          ? Optional.empty()
          : Optional.of(new Kept(segments.getFirst().after(), newest, List.copyOf(cutOff)));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the journal of session {0} cannot be read: {1}", id, e);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  SegmentReading read(long after) {
    lock.lock();
    try {
      look();
      int first = 0;
      while (first + 1 < segments.size() && segments.get(first + 1).after() <= after) {
        first++;
      }
      return new SegmentReading(segments.subList(first, segments.size()), after);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the journal of session {0} cannot be read: {1}", id, e);
      return new SegmentReading(List.of(), after);
    } finally {
      lock.unlock();
    }
  }

  /// Learns once what earlier processes have left.
  private void look() throws IOException {
    if (isKnown) {
      return;
    }
    Set<String> unended = new LinkedHashSet<>();
    for (SegmentFile segment : SegmentFile.allIn(folder)) {
      SegmentSummary summary = SegmentSummary.of(segment);
      newest = Math.max(newest, summary.newest());
      unended.addAll(summary.begun());
      unended.removeAll(summary.ended());
      if (setting.isRunning().test(segment.process())) {
        unended.removeAll(summary.begun());
      }
      segments.add(segment);
    }
    cutOff.addAll(unended);
    isKnown = true;
  }

  void forget() {
    lock.lock();
    try {
      look();
      write();
      dropAll();
      deleteFolder();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the journal of session {0} cannot be deleted: {1}", id, e);
    } finally {
      lock.unlock();
    }
  }

  /// Deletes a file that is too old, or for which there is no room. Those after it stay, and those
  /// before it go too.
  ///
  /// @param isOld rather than one too many: then it stays if turns are running
  void drop(Path file, boolean isOld) {
    lock.lock();
    try {
      boolean isCurrent = writer != null && writer.file().path().equals(file);
      if (isOld && isCurrent && !open.isEmpty()) {
        return;
      }
      if (isCurrent && !open.isEmpty()) {
        giveUp("they need more room than there is for all sessions");
      } else {
        dropUpTo(file, isCurrent);
      }
    } finally {
      lock.unlock();
    }
  }

  private void dropUpTo(Path file, boolean isCurrent) {
    if (isCurrent) {
      closeWriter();
    }
    if (segments.stream().noneMatch(segment -> segment.path().equals(file))) {
      delete(file);
      return;
    }
    boolean isLast = false;
    while (!isLast) {
      SegmentFile first = segments.removeFirst();
      isLast = first.path().equals(file);
      delete(first.path());
    }
  }

  private void deleteFolder() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the folder of a journal stays", e);
    }
  }

  /// Whether this object can be dropped, since there is nothing in it; it cannot be used then.
  boolean retire() {
    lock.lock();
    try {
      if (isKnown && segments.isEmpty() && open.isEmpty() && taken.isEmpty()) {
        isRetired = true;
        deleteFolder();
      }
      return isRetired;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      write();
      closeWriter();
    } finally {
      lock.unlock();
    }
  }
}
