package dev.gander.application;

import dev.gander.application.access.Sight;
import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.approval.AnswerApproval;
import dev.gander.application.api.approval.FollowApprovals;
import dev.gander.application.api.approval.ListApprovals;
import dev.gander.application.approval.Approvals;
import dev.gander.application.approval.Resumption;
import dev.gander.application.budget.Budgets;
import dev.gander.application.inprocess.InProcessQuestionStore;
import dev.gander.application.reply.KeptQuestions;
import dev.gander.application.reply.QuestionNews;
import dev.gander.application.reply.UserQuestions;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.Turns;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.turn.QuestionStore;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/// The questions of turns, assembled on their ports.
final class ApprovalServices {
  private static final System.Logger LOG = System.getLogger(ApprovalServices.class.getName());

  private final Ports.Sessions sessions;
  private final Ports.Machine machine;
  private final UserQuestions questions;

  ApprovalServices(
      Ports.Coordination ports,
      Ports.Sessions sessions,
      TypedSettings settings,
      Ports.Machine machine) {
    this.sessions = sessions;
    this.machine = machine;
    QuestionStore store = areKept(settings) ? ports.keptQuestions() : new InProcessQuestionStore();
    questions =
        new UserQuestions(
            ports.questions(),
            new KeptQuestions(store, new QuestionNews(), machine.ids(), machine.clock()));
  }

  /// `GANDER_KEEP_APPROVALS`: whether open questions outlive the server. A setting that cannot be
  /// read must not keep the server from starting.
  private static boolean areKept(TypedSettings settings) {
    try {
      return settings.truth("GANDER_KEEP_APPROVALS").orElse(false);
    } catch (InvalidInput | StorageException e) {
      LOG.log(Level.WARNING, "{0}; open questions end with the server", e.text());
      return false;
    }
  }

  UserQuestions questions() {
    return questions;
  }

  Resumption resumption(AgentSetUp setUp, Turns turns, Sight sight, Executor threads) {
    return new Resumption(
        sessions.sessions(), sessions.conversations(), questions, setUp, turns, sight, threads);
  }

  Approvals inbox(Turns turns, Sight sight) {
    return new Approvals(questions, turns, sight, machine.ids(), machine.clock());
  }

  UseCases.Approvals useCases(Approvals approvals, Budgets budgets) {
    return new UseCases.Approvals(
        new ListApprovals(
            approvals, sessions.sessions(), budgets::nearlySpent, machine.clock().getZone()),
        new AnswerApproval(approvals),
        new FollowApprovals(approvals));
  }
}
