package dev.gander.application.api.session;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.TokenState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST /sessions/{id}/fork`: copies a session, cuts the end of its conversation off, or both, and
/// then the copy is cut.
public record ForkSession(
    SessionStore sessions, ConversationStore conversations, LiveAgents agents) {
  /// How long a running turn may take to end before its conversation is cut anyway.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// @param from the second from which on messages are left out, that second included
  public record Request(boolean copy, boolean truncate, @Nullable Long from) {}

  /// @return the session that the client goes on with
  /// @throws InvalidInput if a cut has no time; looked at first
  /// @throws NotFound for an unknown id
  public SessionId fork(SessionId id, Request request) throws InterruptedException {
    Long end = request.truncate() ? cutOf(request) : null;
    Session origin =
        sessions.find(id).orElseThrow(() -> new NotFound("Session " + id + " not found"));
    if (request.copy()) {
      return copy(origin, end);
    }
    if (end != null) {
      // What a turn writes at its end would come after the cut.
      agents.betweenTurns(id, PATIENCE, () -> conversations.truncate(id, end));
    }
    return id;
  }

  private static Long cutOf(Request request) {
    Long from = request.from();
    if (from == null) {
      throw new InvalidInput("truncate=true requires a timestamp");
    }
    return from;
  }

  private SessionId copy(Session origin, @Nullable Long end) {
    List<Message> messages =
        conversations.messages(origin.id()).stream()
            .filter(message -> end == null || message.created() < end)
            .toList();
    SessionDetails details = origin.details();
    SessionDetails copy =
        details
            .withName(SessionName.suggested(details.name().text()))
            .withTokens(TokenState.UNKNOWN)
            .withFiling(details.filing().unarchived());
    return sessions.create(copy, messages).id();
  }
}
