package dev.gander.application.approval;

import dev.gander.application.access.Sight;
import dev.gander.application.reply.KeptQuestions;
import dev.gander.application.reply.UserQuestions;
import dev.gander.application.turn.Turns;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import dev.gander.domain.turn.QuestionPlace;
import dev.gander.domain.turn.QuestionSettled;
import dev.gander.domain.turn.QuestionStore;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.UnknownQuestion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The inbox: all questions that wait for a person, and the way to answer them. Thread-safe.
public final class Approvals {
  private static final int REMEMBERED = 10_000;

  private final UserQuestions questions;
  private final Turns turns;
  private final Sight sight;
  private final IdSource ids;
  private final Clock clock;

  /// What became of the newest questions that were open once; guarded by itself.
  private final Map<String, Settlement> settled =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Settlement> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Approvals(UserQuestions questions, Turns turns, Sight sight, IdSource ids, Clock clock) {
    this.questions = questions;
    this.turns = turns;
    this.sight = sight;
    this.ids = ids;
    this.clock = clock;
    var _ = questions.kept().news().listen(this::note);
  }

  private void note(QuestionNotice notice) {
    if (notice instanceof QuestionNotice.Settled(AskedQuestion question, var outcome)) {
      synchronized (settled) {
        settled.putIfAbsent(question.id(), new Settlement(question.session(), outcome, null));
      }
    }
  }

  /// The caller has answered, here.
  private void answered(AskedQuestion question, String action) {
    var answer = new Settlement.Answer(CurrentCaller.get().key(), action, clock.instant());
    synchronized (settled) {
      settled.put(
          question.id(),
          new Settlement(question.session(), QuestionNotice.Outcome.ANSWERED, answer));
    }
  }

  private QuestionSettled tooLate(String id) {
    @Nullable Settlement known = settlement(id);
    return known == null
        ? new QuestionSettled(id)
        : new QuestionSettled(id, known.told(CurrentCaller.get().key()));
  }

  private QuestionStore store() {
    return questions.kept().store();
  }

  /// The open questions that the caller sees, the oldest first.
  ///
  /// @param after the place of the last one that the caller has seen; null to begin
  public List<AskedQuestion> open(@Nullable QuestionPlace after, int most) {
    List<AskedQuestion> seen = new ArrayList<>();
    List<AskedQuestion> page = store().open(after, most);
    while (!page.isEmpty() && seen.size() < most) {
      page.stream().filter(this::isSeen).limit(most - seen.size()).forEach(seen::add);
      page = page.size() < most ? List.of() : store().open(page.getLast().place(), most);
    }
    return seen;
  }

  /// Whether the caller sees a question.
  public boolean isSeen(AskedQuestion question) {
    return sight.sees(question.session());
  }

  /// An open question.
  ///
  /// @throws UnknownQuestion if there never was one with this id, or the caller does not see it
  /// @throws QuestionSettled if it is not open any more
  public AskedQuestion open(String id) {
    Optional<AskedQuestion> found = store().find(id);
    SessionId session = found.map(AskedQuestion::session).orElseGet(() -> settledIn(id));
    if (session == null || !sight.sees(session)) {
      throw new UnknownQuestion(id);
    }
    if (found.filter(AskedQuestion::isOpen).isEmpty()) {
      throw tooLate(id);
    }
    return found.get();
  }

  private @Nullable SessionId settledIn(String id) {
    @Nullable Settlement known = settlement(id);
    return known == null ? null : known.session();
  }

  private @Nullable Settlement settlement(String id) {
    synchronized (settled) {
      return settled.get(id);
    }
  }

  /// Answers a question about a call.
  ///
  /// @throws UnknownQuestion if there never was one with this id
  /// @throws QuestionSettled if somebody was faster
  /// @throws InvalidInput if it is another kind of question
  public void confirm(String id, ConfirmationAction action) {
    AskedQuestion question = open(id);
    if (!(question.about() instanceof Action.ToolConfirmation)) {
      throw new InvalidInput("An extension asks: the action is accept, decline or cancel");
    }
    if (!questions.confirmed(question.session(), question.about().id(), action)) {
      throw tooLate(id);
    }
    answered(question, action.name().toLowerCase(Locale.ROOT));
  }

  /// Answers an extension's question, as a message of the user in its session.
  ///
  /// @throws UnknownQuestion if there never was one with this id
  /// @throws QuestionSettled if somebody was faster
  /// @throws InvalidInput if it is another kind of question
  public void reply(String id, Elicited reply) throws InterruptedException {
    AskedQuestion question = open(id);
    if (!(question.about() instanceof Action.Elicitation)) {
      throw new InvalidInput(
          "A call waits: the action is allow_once, always_allow, deny_once, always_deny or cancel");
    }
    try {
      turns.start(
          ids.uuid(),
          new TurnRequest(question.session(), message(question, reply), null),
          Admission.QUEUE);
    } catch (UnknownQuestion _) {
      throw tooLate(id);
    }
    answered(question, reply.action());
  }

  private Message message(AskedQuestion question, Elicited reply) {
    Json data = reply.content() == null ? JsonObject.EMPTY : reply.content();
    return Message.user(
        null,
        clock.instant().getEpochSecond(),
        new Content.ActionRequired(
            new Action.ElicitationResponse(
                question.about().id(), data, reply.action(), JsonObject.EMPTY)));
  }

  /// What is kept of all questions.
  public KeptQuestions kept() {
    return questions.kept();
  }
}
