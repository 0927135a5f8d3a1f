package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The events of the nodes of one process.
public final class InMemorySharedEvents implements SharedEvents {
  private final Rows rows;
  private final String node;

  /// What the nodes share.
  public static final class Rows {
    private final InMemoryLeaseTable.Rows leases;
    private final Map<SessionId, Log> logs = new HashMap<>();
    private final List<Consumer<Optional<SessionId>>> listeners = new ArrayList<>();
    private long lastTurn;
    private long lastStart;

    public Rows(InMemoryLeaseTable.Rows leases) {
      this.leases = leases;
    }

    private long start() {
      lastStart = Math.max(lastStart + 1_000_000, System.currentTimeMillis() * 1000);
      return lastStart;
    }

    /// As if the database were another one.
    public synchronized void clear() {
      logs.clear();
    }
  }

  private static final class Log {
    long newest;
    boolean wasRead;
    final List<Heard> events = new ArrayList<>();
    final Map<Long, OpenTurn> open = new LinkedHashMap<>();
    final Map<Long, Long> told = new HashMap<>();
  }

  public InMemorySharedEvents(Rows rows, String node) {
    this.rows = rows;
    this.node = node;
  }

  @Override
  public long begin(SessionId session, boolean isFresh, RunningTurn turn) {
    long number;
    synchronized (rows) {
      Log log = log(session, isFresh);
      var _ = removeDead(log, turn.requestId());
      number = begin(log, turn);
    }
    tell(session);
    return number;
  }

  @Override
  public Optional<Long> takeOver(SessionId session, String requestId) {
    Optional<Long> number;
    synchronized (rows) {
      Log log = rows.logs.get(session);
      number =
          log == null
              ? Optional.empty()
              : removeDead(log, requestId).map(dead -> begin(log, dead.turn()));
    }
    number.ifPresent(_ -> tell(session));
    return number;
  }

  private Optional<OpenTurn> removeDead(Log log, String requestId) {
    List<OpenTurn> dead =
        log.open.values().stream()
            .filter(it -> it.requestId().equals(requestId) && !rows.leases.isAlive(it.node()))
            .toList();
    log.open.values().removeAll(dead);
    return dead.stream().findFirst();
  }

  private long begin(Log log, RunningTurn turn) {
    rows.leases.live(node, Duration.ofMinutes(5));
    long number = ++rows.lastTurn;
    log.open.put(number, new OpenTurn(number, turn, node, true, false, log.newest));
    return number;
  }

  private Log log(SessionId session, boolean isFresh) {
    return rows.logs.computeIfAbsent(
        session,
        _ -> {
          Log log = new Log();
          log.newest = isFresh ? 0 : rows.start();
          return log;
        });
  }

  private void tell(SessionId session) {
    List<Consumer<Optional<SessionId>>> listeners;
    synchronized (rows) {
      listeners = List.copyOf(rows.listeners);
    }
    listeners.forEach(then -> then.accept(Optional.of(session)));
  }

  @Override
  public List<Long> append(List<Told> events) {
    List<Long> numbers = new ArrayList<>();
    synchronized (rows) {
      events.forEach(told -> numbers.add(append(told)));
    }
    events.stream().map(Told::session).distinct().forEach(this::tell);
    return numbers;
  }

  private long append(Told told) {
    Log log = rows.logs.get(told.session());
    OpenTurn turn = log == null ? null : log.open.get(told.turn());
    boolean isStale =
        told.fence() != null && rows.leases.newest(told.session()) != told.fence().number();
    if (log == null
        || turn == null
        || isStale
        || told.place() <= log.told.getOrDefault(told.turn(), 0L)) {
      return 0;
    }
    log.newest++;
    log.told.put(told.turn(), told.place());
    log.events.add(
        new Heard(told.turn(), new Published(log.newest, turn.requestId(), told.event())));
    if (told.event() instanceof TurnEvent.Finished) {
      log.open.put(turn.number(), inactive(turn));
    }
    return log.newest;
  }

  private static OpenTurn inactive(OpenTurn turn) {
    return new OpenTurn(turn.number(), turn.turn(), turn.node(), false, false, turn.after());
  }

  @Override
  public void deactivate(Collection<Long> turns) {
    synchronized (rows) {
      rows.logs
          .values()
          .forEach(
              log ->
                  log.open.replaceAll(
                      (number, turn) -> turns.contains(number) ? inactive(turn) : turn));
    }
  }

  @Override
  public void end(Collection<Long> turns) {
    List<SessionId> changed = new ArrayList<>();
    synchronized (rows) {
      rows.logs.forEach(
          (session, log) -> {
            if (log.open.keySet().removeAll(turns)) {
              changed.add(session);
            }
          });
    }
    changed.forEach(this::tell);
  }

  @Override
  public List<OpenTurn> open(SessionId session) {
    synchronized (rows) {
      Log log = rows.logs.get(session);
      return log == null ? List.of() : open(log);
    }
  }

  @Override
  public Map<Long, SessionId> cutOff() {
    synchronized (rows) {
      Map<Long, SessionId> found = new HashMap<>();
      rows.logs.forEach(
          (session, log) ->
              open(log).stream()
                  .filter(turn -> turn.isCutOff() && !turn.node().equals(node))
                  .forEach(turn -> found.put(turn.number(), session)));
      return found;
    }
  }

  private List<OpenTurn> open(Log log) {
    return log.open.values().stream()
        .map(
            turn ->
                new OpenTurn(
                    turn.number(),
                    turn.turn(),
                    turn.node(),
                    turn.isActive(),
                    !rows.leases.isAlive(turn.node()),
                    turn.after()))
        .toList();
  }

  @Override
  public State listen(SessionId session, boolean isFresh, int most) {
    synchronized (rows) {
      Log log = log(session, isFresh);
      log.wasRead = true;
      long after =
          Math.min(
              log.newest - most,
              log.open.values().stream().mapToLong(OpenTurn::after).min().orElse(log.newest));
      return state(log, after);
    }
  }

  private State state(Log log, long after) {
    return new State(
        log.newest,
        log.events.stream().filter(heard -> heard.event().sequence() > after).toList(),
        open(log));
  }

  @Override
  public Map<SessionId, State> news(Map<SessionId, Long> after) {
    synchronized (rows) {
      Map<SessionId, State> news = new HashMap<>();
      after.forEach(
          (session, number) -> {
            Log log = rows.logs.get(session);
            if (log != null) {
              news.put(session, state(log, number));
            }
          });
      return news;
    }
  }

  @Override
  public void onNews(Consumer<Optional<SessionId>> then) {
    synchronized (rows) {
      rows.listeners.add(then);
    }
  }

  @Override
  public EventJournal.Reading read(SessionId session, long after) {
    synchronized (rows) {
      Log log = rows.logs.get(session);
      List<Heard> events = log == null ? List.of() : log.events;
      return new Copy(
          events.stream()
              .map(Heard::event)
              .filter(event -> event.sequence() > after)
              .toList()
              .iterator());
    }
  }

  private record Copy(Iterator<Published> events) implements EventJournal.Reading {
    @Override
    public Optional<Published> next() {
      return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
    }

    @Override
    public void close() {}
  }

  @Override
  public Optional<Long> oldest(SessionId session) {
    synchronized (rows) {
      Log log = rows.logs.get(session);
      return log == null || log.events.isEmpty()
          ? Optional.empty()
          : Optional.of(log.events.getFirst().event().sequence());
    }
  }

  @Override
  public boolean isKnown(SessionId session) {
    synchronized (rows) {
      return rows.logs.containsKey(session);
    }
  }

  @Override
  public void forget(SessionId session) {
    synchronized (rows) {
      rows.logs.remove(session);
    }
    tell(session);
  }

  @Override
  public void startOver(SessionId session) {
    synchronized (rows) {
      Log log = rows.logs.get(session);
      if (log != null) {
        log.events.clear();
        log.newest = rows.start();
      }
    }
  }

  @Override
  public void forgetUnread(SessionId session) {
    synchronized (rows) {
      Log log = rows.logs.get(session);
      if (log != null && !log.wasRead && log.open.isEmpty()) {
        rows.logs.remove(session);
      }
    }
  }

  /// Without time, only what is to be kept for none is old.
  @Override
  public void age(Duration kept, Duration idle, Set<SessionId> followed) {
    synchronized (rows) {
      if (kept.isZero()) {
        rows.logs
            .values()
            .forEach(log -> log.events.removeIf(heard -> !log.open.containsKey(heard.turn())));
      }
      if (idle.isZero()) {
        if (kept.isZero()) {
          rows.logs
              .values()
              .forEach(
                  log -> log.open.values().removeIf(turn -> !rows.leases.isAlive(turn.node())));
        }
        rows.logs
            .entrySet()
            .removeIf(
                entry ->
                    !followed.contains(entry.getKey())
                        && entry.getValue().events.isEmpty()
                        && entry.getValue().open.isEmpty());
      }
    }
  }
}
