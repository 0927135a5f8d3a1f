package dev.gander.application.reply;

import dev.gander.application.api.turn.SessionBusy;
import dev.gander.application.api.turn.UnknownElicitation;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.turn.TurnRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/// Turns whose events outlive the connection that asked for them. Each session numbers its events
/// and keeps the last 512, in memory only, until nobody has cared for them for [#KEPT_IDLE]. Any
/// thread.
public final class SessionEvents implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SessionEvents.class.getName());

  /// Time enough for a client to come back whose machine slept or whose network changed.
  static final Duration KEPT_IDLE = Duration.ofMinutes(10);

  private final ConcurrentMap<SessionId, EventBus> buses = new ConcurrentHashMap<>();
  private final SessionStore sessions;
  private final ReplyToMessage replies;
  private final Executor turns;
  private final InstantSource clock;
  private volatile boolean closed;

  /// `turns` runs each turn; a turn blocks its thread.
  public SessionEvents(
      SessionStore sessions, ReplyToMessage replies, Executor turns, InstantSource clock) {
    this.sessions = sessions;
    this.replies = replies;
    this.turns = turns;
    this.clock = clock;
  }

  /// Events after number `lastEventId` (unsigned; 0: all that are kept), then the live ones. A
  /// number from the future means live events only; one older than what is kept, or given by
  /// another process, gives `TooFarBehind`.
  ///
  /// @throws SessionNotFound for an unknown session
  public Subscription subscribe(SessionId id, long lastEventId) {
    return new Subscription(bus(id), lastEventId);
  }

  /// Starts a turn and returns at once. An answer to an extension's question is delivered before
  /// this returns, also while another turn runs, and makes no events.
  ///
  /// @throws SessionNotFound for an unknown session
  /// @throws UnknownElicitation for an answer to a question that is not open
  /// @throws SessionBusy if another turn that was started here runs and was not cancelled
  /// @throws dev.gander.domain.error.Unavailable when closed
  public void start(String requestId, TurnRequest command) {
    EventBus bus = bus(command.sessionId());
    if (replies.answersQuestion(command)) {
      return;
    }
    Cancellation turn = new Cancellation();
    bus.begin(requestId, turn);
    turns.execute(() -> run(bus, requestId, command, turn));
  }

  private void run(EventBus bus, String requestId, TurnRequest command, Cancellation turn) {
    try {
      replies.reply(command, turn, event -> bus.publish(requestId, turn, event));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "session " + command.sessionId() + ": turn broke down", e);
    } finally {
      bus.end(requestId, turn);
    }
  }

  /// Cancels a turn that was started here; it publishes `TurnEvent.Finished` and another may start
  /// at once. An unknown or finished request does nothing.
  ///
  /// @throws NotFound if nothing was started in the session and nobody listens to it
  public void cancel(SessionId id, String requestId) {
    EventBus bus = buses.get(id);
    if (bus == null) {
      throw new NotFound("Session has no events");
    }
    bus.cancel(requestId);
  }

  /// Cancels what was started in the session, also what waits for its turn.
  public void cancelAll(SessionId id) {
    EventBus bus = buses.get(id);
    if (bus != null) {
      bus.cancelAll();
    }
  }

  /// Forgets a session that is deleted: its turns are cancelled, and its readers are let go once
  /// they have got the last event.
  public void drop(SessionId id) {
    EventBus bus = buses.remove(id);
    if (bus != null) {
      bus.close();
    }
  }

  /// The server stops: turns are cancelled, readers get their last events and are let go. Does not
  /// wait for it.
  @Override
  public void close() {
    closed = true;
    buses.values().forEach(EventBus::close);
  }

  private EventBus bus(SessionId id) {
    Session session = sessions.get(id);
    giveBackIdleEvents();
    EventBus known = buses.get(id);
    return known == null ? newBus(session) : known;
  }

  private EventBus newBus(Session session) {
    SessionId id = session.id();
    long last = EventNumbers.before(session, clock.instant());
    EventBus bus = buses.computeIfAbsent(id, _ -> new EventBus(last, clock));
    if (closed) {
      bus.close();
    }
    // Whoever deletes the session drops the bus afterwards; that may have been a moment ago.
    if (sessions.find(id).isEmpty()) {
      drop(id);
      throw new SessionNotFound(id);
    }
    return bus;
  }

  private void giveBackIdleEvents() {
    Instant since = clock.instant().minus(KEPT_IDLE);
    buses.values().forEach(bus -> bus.forgetIfUnusedSince(since));
  }
}
