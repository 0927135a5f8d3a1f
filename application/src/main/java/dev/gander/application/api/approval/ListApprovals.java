package dev.gander.application.api.approval;

import dev.gander.application.approval.Approvals;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The inbox over all sessions.
public final class ListApprovals {
  private final Approvals approvals;
  private final SessionStore sessions;

  public ListApprovals(Approvals approvals, SessionStore sessions) {
    this.approvals = approvals;
    this.sessions = sessions;
  }

  /// A question and the name of its session.
  public record Approval(AskedQuestion question, String sessionName) {}

  /// The oldest ones first.
  ///
  /// @param more whether there are more
  public record Page(List<Approval> approvals, boolean more) {
    public Page {
      approvals = List.copyOf(approvals);
    }
  }

  /// @param after the last one that the caller has seen; null to begin
  /// @param most at least 1
  public Page list(@Nullable QuestionPlace after, int most) {
    List<AskedQuestion> found = approvals.open(after, most + 1);
    return new Page(found.stream().limit(most).map(this::named).toList(), found.size() > most);
  }

  /// @throws dev.gander.domain.turn.UnknownQuestion if there never was one with this id
  /// @throws dev.gander.domain.error.Conflict if it is not open any more
  public Approval get(String id) {
    return named(approvals.open(id));
  }

  /// With the name of its session; empty for one that was deleted.
  public Approval named(AskedQuestion question) {
    return new Approval(
        question, sessions.find(question.session()).map(it -> it.name().text()).orElse(""));
  }
}
