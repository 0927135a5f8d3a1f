package dev.gander.application.cluster;

import dev.gander.application.inprocess.CatchUpReader;
import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.application.inprocess.SessionReaders;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.Heard;
import dev.gander.domain.cluster.SharedEvents.OpenTurn;
import dev.gander.domain.cluster.SharedEvents.State;
import dev.gander.domain.cluster.SharedEvents.Told;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The events of all nodes' turns. An event gets its number in the database, and nobody follows it
/// before it is there: so every node shows the same events with the same numbers, and what a client
/// has seen survives any end of any node. Of the sessions that somebody follows here, the newest
/// events are in memory.
public final class SharedEventLog implements SessionEventLog {
  private static final System.Logger LOG = System.getLogger(SharedEventLog.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  /// Much longer than between two sweeps, each of which tells what is read here.
  private static final Duration IDLE = InProcessEventLog.KEPT_IDLE;

  private final SharedEvents table;
  private final Duration kept;
  private final InstantSource clock;
  private final EventOutbox outbox;
  private final EventHearing hearing;
  private final ConcurrentMap<SessionId, SessionReaders> followed = new ConcurrentHashMap<>();

  /// Sessions that are not known any more, as long as somebody reads here.
  private final ConcurrentMap<SessionId, SessionReaders> forgotten = new ConcurrentHashMap<>();

  /// Those of the forgotten that were so before the last look; only for the thread that looks.
  private Set<SessionReaders> forgottenBefore = Set.of();

  /// The open turns of this node, by their numbers.
  private final ConcurrentMap<Long, TurnWriter> own = new ConcurrentHashMap<>();

  private final Thread sweeper = Thread.ofVirtual().name("event-ages").unstarted(this::sweep);
  private volatile boolean closed;

  /// @param kept how long events are kept
  public SharedEventLog(SharedEvents table, Duration kept, InstantSource clock) {
    this.table = table;
    this.kept = kept;
    this.clock = clock;
    outbox = new EventOutbox(table, this::appended, this::ended);
    hearing = new EventHearing(table, this::positions, this::hear);
    table.onNews(this::news);
    sweeper.start();
  }

  @Override
  public Writer write(Session session, String requestId) {
    return write(session, new RunningTurn(requestId, Message.user(null, 0)));
  }

  @Override
  public Writer write(Session session, RunningTurn turn) {
    return opened(
        table.begin(session.id(), isFresh(session), turn), session.id(), turn.requestId());
  }

  @Override
  public Optional<Writer> takeOver(Session session, String requestId) {
    return table
        .takeOver(session.id(), requestId)
        .map(number -> opened(number, session.id(), requestId));
  }

  private Writer opened(long number, SessionId session, String requestId) {
    TurnWriter writer = new TurnWriter(session, requestId, number);
    own.put(number, writer);
    SessionReaders readers = followed.get(session);
    if (readers != null) {
      readers.begin(number);
    }
    outbox.start();
    return writer;
  }

  private static boolean isFresh(Session session) {
    return !session.activity().hasMessages();
  }

  /// By the outbox, with the events of a turn in their order.
  private void appended(Told told, long number) {
    SessionReaders readers = followed.get(told.session());
    SessionReaders last = forgotten.get(told.session());
    if (number == 0 && last != null) {
      last.hear(told.turn(), published(told, last.newest() + 1));
    } else if (readers != null
        && (number == 0 || !readers.hear(told.turn(), published(told, number)))) {
      hearing.look(told.session());
    }
  }

  private Published published(Told told, long number) {
    TurnWriter writer = own.get(told.turn());
    return new Published(number, writer == null ? "" : writer.requestId, told.event());
  }

  /// By the outbox.
  private void ended(long turn) {
    TurnWriter writer = own.remove(turn);
    if (writer != null) {
      readers(writer.session).forEach(readers -> readers.end(turn));
    }
  }

  private List<SessionReaders> readers(SessionId id) {
    return Stream.of(followed, forgotten)
        .map(readers -> readers.get(id))
        .filter(Objects::nonNull)
        .toList();
  }

  /// Something has happened on some node.
  private void news(Optional<SessionId> session) {
    if (session.isEmpty()) {
      lookAtAll();
    } else if (!readers(session.get()).isEmpty()) {
      hearing.look(session.get());
    }
  }

  private void lookAtAll() {
    followed.keySet().forEach(hearing::look);
    forgotten.keySet().forEach(hearing::look);
  }

  /// Where to go on reading; sessions that nobody follows any more are left.
  private Map<SessionId, Long> positions(Set<SessionId> sessions) {
    forgottenBefore = Set.copyOf(forgotten.values());
    Map<SessionId, Long> positions = new HashMap<>();
    for (Map<SessionId, SessionReaders> all : List.of(forgotten, followed)) {
      for (SessionId id : sessions) {
        SessionReaders readers = all.get(id);
        if (readers != null && readers.giveUpIfLeft()) {
          all.remove(id, readers);
        } else if (readers != null) {
          positions.put(id, readers.newest());
        }
      }
    }
    return positions;
  }

  private void hear(Map<SessionId, Long> after, Map<SessionId, State> news) {
    after.forEach(
        (id, number) -> {
          State state = news.get(id);
          SessionReaders readers = followed.get(id);
          SessionReaders last = forgotten.get(id);
          if (last != null && state != null && forgottenBefore.contains(last)) {
            sendAway(id, last);
          }
          if (readers != null && state != null && number <= state.newest()) {
            hear(readers, state);
          } else if (readers != null) {
            lay(id, readers);
            if (state != null) {
              sendAway(id, readers);
            }
          }
        });
  }

  /// What is there again, or has given numbers that will be given again, comes from a database that
  /// was restored: whoever follows it has to come back, and is told to load the session.
  private static void sendAway(SessionId id, SessionReaders last) {
    LOG.log(Level.WARNING, "session {0}: events are gone; was the database restored?", id);
    last.end();
  }

  private void hear(SessionReaders readers, State state) {
    Set<Long> open = state.open().stream().map(OpenTurn::number).collect(Collectors.toSet());
    open.forEach(readers::begin);
    for (Heard heard : state.events()) {
      if (!readers.hear(heard.turn(), heard.event())) {
        readers.skipTo(heard.event().sequence() - 1);
        readers.hear(heard.turn(), heard.event());
      }
    }
    // A turn that has just ended may have told more than was read: whoever joins needs all of it.
    if (readers.newest() >= state.newest()) {
      readers.endIf(turn -> !open.contains(turn) && !own.containsKey(turn));
    }
  }

  @Override
  public Reader read(Session session, long lastEventId) {
    Reader reader = withReaders(session, it -> it.read(lastEventId));
    return reader.hasMissed() && reaches(session.id(), lastEventId)
        ? caughtUp(session, lastEventId, reader)
        : reader;
  }

  /// @param lastEventId unsigned: no number is negative
  private boolean reaches(SessionId id, long lastEventId) {
    return lastEventId > 0
        && table.oldest(id).filter(oldest -> lastEventId >= oldest - 1).isPresent();
  }

  /// Reads what is missed from the database, and then what is new.
  private Reader caughtUp(Session session, long lastEventId, Reader missed) {
    Reader live = withReaders(session, SessionReaders::readNew);
    if (lastEventId > live.newestAtStart()) {
      live.close();
      return missed;
    }
    missed.close();
    return new CatchUpReader(table.read(session.id(), lastEventId), lastEventId, live);
  }

  @Override
  public Reader join(Session session) {
    return withReaders(session, SessionReaders::join);
  }

  /// Uses the readers of a session when they have heard all that is in the database now: a client
  /// may have heard it on another node.
  private <T> T withReaders(Session session, Function<SessionReaders, Optional<T>> use) {
    while (true) {
      SessionReaders readers = upToDate(session);
      Optional<T> result = use.apply(readers);
      if (result.isPresent()) {
        return result.get();
      }
      followed.remove(session.id(), readers);
    }
  }

  private SessionReaders upToDate(Session session) {
    while (!closed) {
      SessionReaders known = followed.get(session.id());
      SessionReaders readers = known == null ? listening(session) : known;
      hearing.catchUp(session.id(), PATIENCE);
      if (closed || readers.equals(followed.get(session.id()))) {
        return readers;
      }
    }
    SessionReaders known = followed.get(session.id());
    return known == null ? over() : known;
  }

  private SessionReaders over() {
    SessionReaders readers = new SessionReaders(0, clock);
    readers.end();
    return readers;
  }

  private SessionReaders listening(Session session) {
    State state = table.listen(session.id(), isFresh(session), KEPT);
    long before =
        state.events().isEmpty()
            ? state.newest()
            : state.events().getFirst().event().sequence() - 1;
    SessionReaders created = new SessionReaders(before, clock);
    hear(created, state);
    own.forEach(
        (turn, writer) -> {
          if (writer.session.equals(session.id())) {
            created.begin(turn);
          }
        });
    SessionReaders other = followed.putIfAbsent(session.id(), created);
    return other == null ? created : other;
  }

  @Override
  public boolean isKnown(SessionId id) {
    return followed.containsKey(id) || table.isKnown(id);
  }

  @Override
  public List<String> cutOff(SessionId id) {
    return table.open(id).stream().filter(OpenTurn::isCutOff).map(OpenTurn::requestId).toList();
  }

  @Override
  public void forget(SessionId id) {
    table.forget(id);
    SessionReaders readers = followed.get(id);
    if (readers != null) {
      lay(id, readers);
    }
  }

  /// The session was deleted: its readers here get the last events of the turns here. They are in
  /// one of the two maps at any time, or what a turn tells meanwhile would not reach them.
  private void lay(SessionId id, SessionReaders readers) {
    forgotten.put(id, readers);
    followed.remove(id, readers);
    readers.endIf(turn -> !own.containsKey(turn));
    if (closed) {
      readers.end();
    }
  }

  @Override
  public void startOver(SessionId id) {
    settle(PATIENCE);
    table.startOver(id);
  }

  @Override
  public void forgetUnread(SessionId id) {
    settle(PATIENCE);
    table.forgetUnread(id);
  }

  /// Waits until what was written before is in the database, at most for a time.
  ///
  /// @return whether it is
  public boolean settle(Duration patience) {
    try {
      return outbox.settle(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    sweeper.interrupt();
    for (Map<SessionId, SessionReaders> all : List.of(followed, forgotten)) {
      all.values()
          .forEach(
              readers -> {
                readers.endIf(turn -> !own.containsKey(turn));
                readers.end();
              });
    }
  }

  /// Writes what was told, as far as the database takes it soon, and ends. After [#close()].
  public void end(Duration patience) {
    var _ = settle(patience);
    outbox.close();
    hearing.close();
  }

  private void sweep() {
    try {
      while (!closed) {
        Thread.sleep(BETWEEN_SWEEPS);
        forgotten.values().removeIf(SessionReaders::giveUpIfLeft);
        followed.values().removeIf(SessionReaders::giveUpIfLeft);
        // A database that was restored tells nobody.
        lookAtAll();
        age();
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  private void age() {
    try {
      table.age(kept, IDLE, Set.copyOf(followed.keySet()));
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "old events stay for now: {0}", e.text());
    }
  }

  private final class TurnWriter implements Writer {
    private final SessionId session;
    private final String requestId;
    private final long turn;
    private volatile @Nullable Fence fence;
    private long place;
    private boolean hasEnded;

    TurnWriter(SessionId session, String requestId, long turn) {
      this.session = session;
      this.requestId = requestId;
      this.turn = turn;
    }

    /// Whoever follows a turn that has lost its session is told that it has ended.
    @Override
    public synchronized void append(TurnEvent event) {
      place++;
      outbox.append(new Told(session, turn, place, event.tellsTheEnd() ? null : fence, event));
    }

    @Override
    public void fencedBy(Fence given) {
      fence = given;
    }

    @Override
    public synchronized void close() {
      if (!hasEnded) {
        hasEnded = true;
        outbox.end(turn);
      }
    }
  }
}
