package dev.gander.domain.turn;

import dev.gander.domain.session.SessionId;
import java.time.Duration;

/// Where a running turn stands.
///
/// @param about what the stage is about, such as the names of tools; may be empty
/// @param lasting how long it has been in this stage
/// @param isStuck whether that is longer than expected
public record TurnStanding(
    SessionId session,
    String requestId,
    TurnStage stage,
    String about,
    Duration lasting,
    boolean isStuck) {

  /// On one line.
  public String words() {
    return "session %s, turn %s: %s%s for %d s"
        .formatted(
            session,
            requestId,
            stage.label(),
            about.isEmpty() ? "" : " (" + about + ")",
            lasting.toSeconds());
  }
}
