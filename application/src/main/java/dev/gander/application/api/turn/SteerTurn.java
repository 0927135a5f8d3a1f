package dev.gander.application.api.turn;

import dev.gander.application.turn.Turns;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Says something to the model in the middle of a turn (goosed 1.38+).
public final class SteerTurn {
  private final Turns turns;
  private final IdSource ids;
  private final InstantSource clock;

  public SteerTurn(Turns turns, IdSource ids, InstantSource clock) {
    this.turns = turns;
    this.ids = ids;
    this.clock = clock;
  }

  /// The turn that runs in a session, or waits to.
  public Optional<RunningTurn> running(SessionId id) {
    return turns.running(id).stream().findFirst();
  }

  /// The model hears the message with its next call; it is stored and published then. It is lost
  /// if the turn is cancelled before.
  ///
  /// @param requestId the turn's id
  /// @return the id of the message; empty if the turn is not running
  public Optional<String> steer(SessionId id, String requestId, List<Content> content) {
    MessageMetadata metadata =
        new MessageMetadata(true, true, JsonObject.of("steer", Json.of(true)));
    String messageId = "steer_" + ids.uuid();
    Message message =
        Message.user(messageId, clock.instant().getEpochSecond())
            .withContent(content)
            .withMetadata(metadata);
    return turns.interject(id, requestId, message) ? Optional.of(messageId) : Optional.empty();
  }
}
