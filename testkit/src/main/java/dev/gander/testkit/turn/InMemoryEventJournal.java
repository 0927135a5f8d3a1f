package dev.gander.testkit.turn;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEventJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// A journal on a [Disk], which outlives it. Everything is written at once, unless the disk is
/// slow.
public final class InMemoryEventJournal implements EventJournal {
  private final Disk disk;
  private final Object process = new Object();
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  /// What several servers write to, one after the other.
  public static final class Disk {
    private final Map<SessionId, Written> sessions = new HashMap<>();
    private boolean isFull;
    private boolean isSlow;

    /// Whether nothing can be written from now on.
    public synchronized void setFull(boolean full) {
      isFull = full;
    }

    /// Whether nothing is written from now on before somebody waits for it.
    public synchronized void setSlow(boolean slow) {
      isSlow = slow;
    }
  }

  private static final class Written {
    final long after;
    final List<Published> events = new ArrayList<>();
    final Map<String, Object> open = new LinkedHashMap<>();

    Written(long after) {
      this.after = after;
    }

    long newest() {
      return events.isEmpty() ? after : Math.max(after, events.getLast().sequence());
    }
  }

  public InMemoryEventJournal(Disk disk) {
    this.disk = disk;
  }

  @Override
  public void begin(SessionId session, String requestId, long newest) {
    synchronized (disk) {
      if (disk.isFull) {
        disk.sessions.remove(session);
      } else {
        disk.sessions
            .computeIfAbsent(session, _ -> new Written(newest))
            .open
            .put(requestId, process);
      }
    }
  }

  @Override
  public void append(SessionId session, Published event) {
    soon(() -> write(session, event));
  }

  private void soon(Runnable write) {
    synchronized (disk) {
      waiting.add(write);
      if (!disk.isSlow) {
        writeAll();
      }
    }
  }

  private void writeAll() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  private void write(SessionId session, Published event) {
    synchronized (disk) {
      Written written = disk.sessions.get(session);
      if (disk.isFull) {
        disk.sessions.remove(session);
      } else if (written != null && TurnEventJson.isStorable(event.event())) {
        written.events.add(event);
      }
    }
  }

  @Override
  public void end(SessionId session, String requestId) {
    soon(() -> writeEnd(session, requestId));
  }

  private void writeEnd(SessionId session, String requestId) {
    synchronized (disk) {
      Written written = disk.sessions.get(session);
      if (written != null) {
        written.open.remove(requestId);
      }
    }
  }

  @Override
  public void settle(SessionId session) {
    synchronized (disk) {
      writeAll();
    }
  }

  @Override
  public Optional<Kept> kept(SessionId session) {
    synchronized (disk) {
      return Optional.ofNullable(disk.sessions.get(session))
          .map(written -> new Kept(written.after, written.newest(), cutOff(written)));
    }
  }

  private List<String> cutOff(Written written) {
    return written.open.entrySet().stream()
        .filter(turn -> !turn.getValue().equals(process))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public Reading read(SessionId session, long after) {
    synchronized (disk) {
      Written written = disk.sessions.get(session);
      List<Published> events = written == null ? List.of() : written.events;
      return new Copy(
          events.stream().filter(event -> event.sequence() > after).toList().iterator());
    }
  }

  private record Copy(Iterator<Published> events) implements Reading {
    @Override
    public Optional<Published> next() {
      return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
    }

    @Override
    public void close() {}
  }

  @Override
  public void forget(SessionId session) {
    synchronized (disk) {
      disk.sessions.remove(session);
    }
  }

  @Override
  public void close() {}
}
