package dev.gander.application.approval;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.QuestionNotice.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What became of a question.
///
/// @param answer null if nobody has answered, or somewhere else than in the inbox
record Settlement(SessionId session, Outcome outcome, @Nullable Answer answer) {
  /// An answer that counted.
  record Answer(KeyId by, String action, Instant at) {}

  /// For somebody who was too late. Which key another one is, is not told.
  String told(KeyId reader) {
    if (answer != null) {
      String whose = answer.by().equals(reader) ? "your own key" : "another key";
      return "Somebody was faster: the answer was %s, with %s, at %s"
          .formatted(answer.action(), whose, answer.at().truncatedTo(ChronoUnit.SECONDS));
    }
    return switch (outcome) {
      case ANSWERED -> "Somebody was faster, in the session itself";
      case EXPIRED -> "Nobody answered this question in time";
      case WITHDRAWN -> "The turn that asked has ended";
    };
  }
}
