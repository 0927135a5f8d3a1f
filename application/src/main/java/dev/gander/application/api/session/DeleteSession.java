package dev.gander.application.api.session;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.time.Duration;

/// Ends everything that runs in a session, then deletes it with its messages. Its subscriptions
/// deliver the last event and stay silent.
public final class DeleteSession {
  /// How long a running turn may take to end before the session is deleted anyway.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SessionStore sessions;
  private final Turns turns;
  private final LiveAgents agents;

  public DeleteSession(SessionStore sessions, Turns turns, LiveAgents agents) {
    this.sessions = sessions;
    this.turns = turns;
    this.agents = agents;
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public void delete(SessionId id) throws InterruptedException {
    sessions.get(id);
    turns.cancelAll(id);
    agents.stop(id);
    turns.whileNoneRuns(
        id,
        PATIENCE,
        () -> {
          sessions.delete(id);
          // A concurrent caller may have created the agent again.
          agents.stop(id);
        });
    turns.forget(id);
  }
}
