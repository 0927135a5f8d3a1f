package dev.gander.application.reply;

import dev.gander.domain.message.Action;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.AskedQuestion.Asker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A turn asks its user.
///
/// @param patience how long the user may take before a call counts as declined; empty for ever
/// @param ending why the turn ends, if it is interrupted
public record Asking(
    Asker asker, Action about, Optional<Duration> patience, Supplier<Interruption> ending) {
  SessionId session() {
    return asker.session();
  }

  /// Whether a tool asks what it asked an earlier server in the same call.
  boolean isAgain(AskedQuestion earlier) {
    return earlier.asker().toolRequestId().equals(asker.toolRequestId())
        && !earlier.about().id().equals(about.id())
        && earlier.about() instanceof Action.Elicitation(var _, var words, var schema, var _)
        && about instanceof Action.Elicitation(var _, var now, var schemaNow, var _)
        && words.equals(now)
        && schema.equals(schemaNow);
  }
}
