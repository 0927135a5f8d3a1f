package dev.gander.application.reply;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/// Turns whose events outlive the connection that asked for them. Each session numbers its events
/// from 1 and keeps the last 512, in memory only. Any thread.
public final class SessionEvents {
  private static final System.Logger LOG = System.getLogger(SessionEvents.class.getName());

  private final ConcurrentMap<SessionId, EventBus> buses = new ConcurrentHashMap<>();
  private final SessionStore sessions;
  private final ReplyToMessage replies;
  private final Executor turns;

  /// `turns` runs each turn; a turn blocks its thread.
  public SessionEvents(SessionStore sessions, ReplyToMessage replies, Executor turns) {
    this.sessions = sessions;
    this.replies = replies;
    this.turns = turns;
  }

  /// Events after number `lastEventId` (unsigned; 0: all that are kept), then the live ones. A
  /// number from the future means live events only; one older than what is kept gives
  /// [SessionEvent.TooFarBehind].
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
  public void start(String requestId, ReplyCommand command) {
    EventBus bus = bus(command.sessionId());
    if (replies.answersQuestion(command)) {
      return;
    }
    Cancellation turn = new Cancellation();
    bus.begin(requestId, turn);
    turns.execute(() -> run(bus, requestId, command, turn));
  }

  private void run(EventBus bus, String requestId, ReplyCommand command, Cancellation turn) {
    try {
      replies.reply(command, turn, event -> bus.publish(requestId, turn, event));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "session " + command.sessionId() + ": turn broke down", e);
    } finally {
      bus.end(requestId, turn);
    }
  }

  /// Cancels a turn that was started here; it publishes [ReplyEvent.Finished] and another may start
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

  /// Forgets a session that is deleted: its turns are cancelled, and its readers are let go once
  /// they have got the last event.
  public void drop(SessionId id) {
    EventBus bus = buses.remove(id);
    if (bus != null) {
      bus.close();
    }
  }

  private EventBus bus(SessionId id) {
    if (sessions.find(id).isEmpty()) {
      throw new SessionNotFound(id);
    }
    return buses.computeIfAbsent(id, _ -> new EventBus());
  }
}
