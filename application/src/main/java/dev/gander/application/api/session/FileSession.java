package dev.gander.application.api.session;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionFiling;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Puts a session into the archive, takes it out again, and files it under a project.
public final class FileSession {
  private final SessionStore sessions;
  private final Turns turns;
  private final LiveAgents agents;
  private final Clock clock;

  public FileSession(SessionStore sessions, Turns turns, LiveAgents agents, Clock clock) {
    this.sessions = sessions;
    this.turns = turns;
    this.agents = agents;
    this.clock = clock;
  }

  /// Also ends its turn and removes its agent from memory.
  ///
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public void archive(SessionId id) {
    change(id, filing -> new SessionFiling(clock.instant(), filing.projectId()));
    turns.cancelRunning(id);
    agents.stop(id);
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public void unarchive(SessionId id) {
    change(id, SessionFiling::unarchived);
  }

  /// @param project null for none; it need not exist
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public void assign(SessionId id, @Nullable String project) {
    change(id, filing -> new SessionFiling(filing.archivedAt(), project));
  }

  private void change(SessionId id, UnaryOperator<SessionFiling> change) {
    sessions.update(id, details -> details.withFiling(change.apply(details.filing())));
  }
}
