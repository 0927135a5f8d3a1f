package dev.gander.application.api.approval;

import dev.gander.application.approval.Approvals;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionPlace;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The inbox over all sessions.
public final class ListApprovals {
  private final Approvals approvals;
  private final SessionStore sessions;
  private final Function<SessionId, List<Standing>> nearlySpent;
  private final ZoneId zone;

  /// @param nearlySpent the budgets of a session of which little is left
  /// @param zone in which days begin
  public ListApprovals(
      Approvals approvals,
      SessionStore sessions,
      Function<SessionId, List<Standing>> nearlySpent,
      ZoneId zone) {
    this.approvals = approvals;
    this.sessions = sessions;
    this.nearlySpent = nearlySpent;
    this.zone = zone;
  }

  /// A question, the name of its session, and the budgets of which little is left there.
  public record Approval(AskedQuestion question, String sessionName, List<Standing> nearlySpent) {
    public Approval {
      nearlySpent = List.copyOf(nearlySpent);
    }
  }

  /// In which the days of budgets begin.
  public ZoneId zone() {
    return zone;
  }

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

  /// With the name of its session, which is empty for one that was deleted.
  public Approval named(AskedQuestion question) {
    SessionId session = question.session();
    return new Approval(
        question,
        sessions.find(session).map(it -> it.name().text()).orElse(""),
        nearlySpent.apply(session));
  }
}
