package dev.gander.application.agent;

import dev.gander.application.extension.ExtensionState;
import dev.gander.domain.cluster.ChangeOutcome;
import dev.gander.domain.cluster.ChangeOutcome.Kind;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import java.util.Optional;

/// Starts and stops extensions of sessions: on the server that runs the session's turn, so that the
/// turn notices, or else here.
public final class ExtensionChanges {
  private final SessionStore sessions;
  private final LiveAgents agents;
  private final OtherAgents others;

  public ExtensionChanges(SessionStore sessions, LiveAgents agents, OtherAgents others) {
    this.sessions = sessions;
    this.agents = agents;
    this.others = others;
    others.receive(this::outcomeHere);
  }

  /// @return why the session could not be updated after the change; empty if it was
  /// @throws SessionNotFound for an unknown session
  /// @throws ExtensionException if an extension cannot be started; nothing was changed
  public Optional<GanderException> make(SessionId id, ExtensionChange change)
      throws InterruptedException {
    sessions.get(id);
    Optional<ChangeOutcome> elsewhere = others.change(id, change);
    return elsewhere.isPresent() ? told(id, elsewhere.get()) : makeHere(id, change);
  }

  private Optional<GanderException> makeHere(SessionId id, ExtensionChange change)
      throws InterruptedException {
    Agent agent = agents.get(id);
    switch (change) {
      case ExtensionChange.Add(var config) -> agent.extensions().add(config);
      case ExtensionChange.Remove(var name) -> agent.extensions().remove(ExtensionKey.of(name));
    }
    try {
      new ExtensionState(sessions).save(id, agent.extensions());
      return Optional.empty();
    } catch (SessionNotFound | StorageException e) {
      return Optional.of(e);
    }
  }

  private ChangeOutcome outcomeHere(SessionId id, ExtensionChange change)
      throws InterruptedException {
    try {
      return makeHere(id, change)
          .map(reason -> new ChangeOutcome(kept(reason), reason.text()))
          .orElse(ChangeOutcome.DONE);
    } catch (GanderException e) {
      return new ChangeOutcome(kind(e), e.text());
    }
  }

  private static Kind kept(GanderException reason) {
    return reason instanceof SessionNotFound ? Kind.SESSION_GONE : Kind.NOT_KEPT;
  }

  private static Kind kind(GanderException failure) {
    return switch (failure) {
      case ExtensionException e when e.isOfConfig() -> Kind.WRONG_CONFIG;
      case ExtensionException e when e.wantsLogin() -> Kind.LOGIN_WANTED;
      case ExtensionException _ -> Kind.NOT_STARTED;
      case SessionNotFound _ -> Kind.SESSION_GONE;
      case Conflict _ -> Kind.STOPPED;
      case NotFound _, InvalidInput _, Unavailable _, ProviderException _, StorageException _ ->
          Kind.OTHER;
    };
  }

  private static Optional<GanderException> told(SessionId id, ChangeOutcome outcome) {
    String text = outcome.text();
    return switch (outcome.kind()) {
      case DONE -> Optional.empty();
      case NOT_KEPT -> Optional.of(new StorageException(text, null));
      case SESSION_GONE -> throw new SessionNotFound(id);
      case WRONG_CONFIG -> throw ExtensionException.unusableConfig(text, null);
      case LOGIN_WANTED -> throw ExtensionException.loginRequired(text, null);
      case NOT_STARTED -> throw new ExtensionException(text, null);
      case STOPPED -> throw new Conflict(text);
      case OTHER -> throw new Unavailable(text);
    };
  }
}
