package dev.gander.application.keeping;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.turn.Turns;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.keeping.Retention;
import dev.gander.domain.keeping.Retention.Leaving;
import dev.gander.domain.keeping.RetentionRule;
import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunPage;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Deletes sessions that the user's rules do not keep. Never one that is pinned, in which a turn
/// runs, or for which a run is waiting.
public final class SessionSweep {
  private static final System.Logger LOG = System.getLogger(SessionSweep.class.getName());
  private static final Set<RunState> OPEN =
      Set.of(RunState.QUEUED, RunState.RUNNING, RunState.WAITING);
  private static final int RUNS_AT_ONCE = 1000;

  private final Parts parts;

  /// What it takes.
  public record Parts(
      KeepingSettings settings,
      SessionStore sessions,
      SessionPins pins,
      RunStore runs,
      Turns turns,
      LiveAgents agents,
      Clock clock) {}

  public SessionSweep(Parts parts) {
    this.parts = parts;
  }

  /// What would be deleted now, the oldest first.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if a rule is not one
  public List<Leaving> plan() {
    Map<SessionType, RetentionRule> rules = parts.settings().rules();
    if (rules.isEmpty()) {
      return List.of();
    }
    Set<SessionId> staying = staying();
    List<Session> free =
        parts.sessions().list(rules.keySet()).stream()
            .filter(session -> !staying.contains(session.id()))
            .filter(session -> parts.turns().running(session.id()).isEmpty())
            .toList();
    Map<SessionId, Long> sizes = parts.sessions().sizes();
    return new Retention(rules, sizes, parts.clock().instant()).leaving(free);
  }

  private Set<SessionId> staying() {
    Set<SessionId> staying = new HashSet<>(parts.pins().all());
    @Nullable Long next = null;
    do {
      RunPage page = parts.runs().list(new RunQuery(null, OPEN, next, RUNS_AT_ONCE));
      for (Run run : page.runs()) {
        SessionId session = run.session();
        if (session != null) {
          staying.add(session);
        }
      }
      next = page.next();
    } while (next != null);
    return staying;
  }

  /// Deletes them.
  ///
  /// @return those that are gone
  /// @throws dev.gander.domain.error.InvalidInput if a rule is not one
  public List<Leaving> run() throws InterruptedException {
    List<Leaving> gone = new ArrayList<>();
    for (Leaving leaving : plan()) {
      if (delete(leaving)) {
        gone.add(leaving);
      }
    }
    if (!gone.isEmpty()) {
      LOG.log(Level.INFO, "{0} sessions were deleted by the rules for keeping them", gone.size());
    }
    return List.copyOf(gone);
  }

  /// Unless somebody has used or pinned it since.
  private boolean delete(Leaving leaving) throws InterruptedException {
    SessionId id = leaving.session().id();
    AtomicBoolean deleted = new AtomicBoolean();
    try {
      boolean free =
          parts
              .turns()
              .ifNoneRuns(
                  id,
                  _ -> {
                    if (isUnchanged(leaving.session())) {
                      parts.agents().stop(id);
                      parts.sessions().delete(id);
                      deleted.set(true);
                    }
                  });
      if (free && deleted.get()) {
        parts.turns().forget(id);
      }
    } catch (SessionNotFound _) {
      return false;
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "session {0} could not be deleted: {1}", id, e.text());
    }
    return deleted.get();
  }

  private boolean isUnchanged(Session planned) {
    return parts
            .sessions()
            .find(planned.id())
            .filter(now -> now.activity().equals(planned.activity()))
            .isPresent()
        && !parts.pins().all().contains(planned.id());
  }
}
