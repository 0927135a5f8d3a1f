package dev.gander.domain.turn;

import dev.gander.domain.message.Action;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A question to the user that waits for an answer, or whose answer has not had its effect yet.
///
/// @param id unique among the questions of all sessions
/// @param about a [Action.ToolConfirmation] or a [Action.Elicitation]
/// @param since in whole milliseconds
/// @param expires when it counts as declined; null for never
/// @param answer null while it is open
public record AskedQuestion(
    String id,
    Asker asker,
    Action about,
    Instant since,
    @Nullable Instant expires,
    @Nullable QuestionAnswer answer) {

  /// Who asks.
  ///
  /// @param requestId of the turn
  /// @param toolRequestId of the call that may run, or whose tool asks
  public record Asker(SessionId session, String requestId, String toolRequestId) {}

  public SessionId session() {
    return asker.session();
  }

  public Kind kind() {
    return about instanceof Action.ToolConfirmation ? Kind.CONFIRMATION : Kind.ELICITATION;
  }

  /// Whether an extension wants to know something, rather than a call to run.
  public boolean isOfExtension() {
    return kind() == Kind.ELICITATION;
  }

  public QuestionPlace place() {
    return new QuestionPlace(since, id);
  }

  public boolean isOpen() {
    return answer == null;
  }

  public boolean isExpired(Instant now) {
    return isOpen() && expires != null && !now.isBefore(expires);
  }

  public AskedQuestion answered(QuestionAnswer given) {
    return new AskedQuestion(id, asker, about, since, expires, given);
  }
}
