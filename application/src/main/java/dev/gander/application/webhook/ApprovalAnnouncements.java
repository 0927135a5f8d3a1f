package dev.gander.application.webhook;

import dev.gander.application.access.Sight;
import dev.gander.application.reply.KeptQuestions;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import dev.gander.domain.webhook.WebhookEvent;
import dev.gander.domain.webhook.WebhookTopic;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/// Tells webhooks of questions to people. Those that are open when the server starts are told
/// again, which does no harm: the last server may have died before it told them.
public final class ApprovalAnnouncements {
  private static final System.Logger LOG = System.getLogger(ApprovalAnnouncements.class.getName());
  private static final int MOST_LEFT = 1000;

  private final KeptQuestions questions;
  private final Sight sight;
  private final Announcements announcements;
  private final Executor threads;

  /// @param threads store what is told, for which no turn waits
  public ApprovalAnnouncements(
      KeptQuestions questions, Sight sight, Announcements announcements, Executor threads) {
    this.questions = questions;
    this.sight = sight;
    this.announcements = announcements;
    this.threads = threads;
  }

  /// Begins to tell. Does not wait.
  public void start() {
    var _ = questions.news().listen(this::note);
    threads.execute(this::tellLeft);
  }

  private void note(QuestionNotice notice) {
    if (notice instanceof QuestionNotice.Asked(AskedQuestion question)) {
      threads.execute(() -> tell(question));
    }
  }

  private void tellLeft() {
    try {
      questions.store().open(null, MOST_LEFT).forEach(this::tell);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "open approvals are not told: {0}", e.text());
    }
  }

  private void tell(AskedQuestion question) {
    try {
      announcements.tell(event(question));
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "approval {0} is not told: {1}", question.id(), e.text());
    }
  }

  private WebhookEvent event(AskedQuestion question) {
    return new WebhookEvent(
        "msg_approval_" + question.id(),
        WebhookTopic.APPROVAL_OPEN,
        sight.ownerOf(question.session()).key(),
        null,
        question.since(),
        JsonObject.builder()
            .put("id", question.id())
            .put("session_id", question.session().value())
            .put("kind", question.isOfExtension() ? "elicitation" : "tool_confirmation")
            .put("about", Json.of(words(question.about())))
            .put("since", question.since().toString())
            .build());
  }

  private static String words(Action about) {
    return switch (about) {
      case Action.ToolConfirmation asked ->
          asked.prompt() == null ? asked.toolName() : asked.toolName() + ": " + asked.prompt();
      case Action.Elicitation asked -> asked.message();
      case Action.ElicitationResponse answer -> answer.id();
    };
  }
}
