package dev.gander.application.reply;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.PendingQuestions.Claim;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.PendingQuestions.Question;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionNotice.Outcome;
import dev.gander.domain.turn.UnknownQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Passes a turn's questions to the user, and the answers back. What is asked is kept before
/// anybody sees it, and until its answer has had its effect. Thread-safe.
///
/// A question of a turn that runs is answered to that turn. One whose server has ended is answered
/// in the store, and its turn goes on.
public final class UserQuestions {
  private static final Duration PATIENCE_OF_EXTENSIONS = Duration.ofMinutes(5);
  private static final QuestionAnswer DENIED =
      new QuestionAnswer.Confirmation(ConfirmationAction.DENY_ONCE);

  private final PendingQuestions questions;
  private final KeptQuestions kept;
  private final Duration patience;

  /// A question is open here and in the store at once, or in neither, for those who hold this.
  private final ReentrantLock settling = new ReentrantLock();

  /// The ids of questions that turns of this process have asked: two calls may have the same id.
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  private volatile Consumer<AskedQuestion> goOn = _ -> {};

  public UserQuestions(PendingQuestions questions, KeptQuestions kept) {
    this(questions, kept, PATIENCE_OF_EXTENSIONS);
  }

  /// @param patience how long an extension waits for the user
  UserQuestions(PendingQuestions questions, KeptQuestions kept, Duration patience) {
    this.questions = questions;
    this.kept = kept;
    this.patience = patience;
  }

  public KeptQuestions kept() {
    return kept;
  }

  /// What to do when a question is answered whose turn does not run any more. Does not wait.
  public void whenAnswered(Consumer<AskedQuestion> next) {
    goOn = next;
  }

  /// Asks whether a tool may run: opens the question, shows it with `show`, and waits for the first
  /// answer. One that an earlier server was given for this call counts.
  public ConfirmationAction confirm(Asking asking, Runnable show) throws InterruptedException {
    Opened opened = open(Kind.CONFIRMATION, asking);
    boolean isSettled = false;
    try (Question question = opened.question()) {
      QuestionAnswer answer = opened.asked().answer();
      if (answer == null) {
        show.run();
        answer = await(question, opened.asked());
      }
      isSettled = true;
      return switch (answer) {
        case QuestionAnswer.Confirmation(ConfirmationAction action) -> action;
        case QuestionAnswer other -> throw mismatch(other);
      };
    } finally {
      if (!isSettled) {
        abandon(asking, opened.asked());
      }
    }
  }

  private record Opened(Question question, AskedQuestion asked) {}

  private Opened open(Kind kind, Asking asking) {
    settling.lock();
    try {
      Question question = questions.open(asking.session(), kind, asking.about().id());
      Optional<AskedQuestion> earlier =
          kept.find(asking.session(), kind, asking.about().id(), it -> !used.contains(it.id()));
      AskedQuestion asked =
          earlier.orElseGet(() -> kept.fresh(asking.asker(), asking.about(), asking.patience()));
      if (asked.isOpen()) {
        kept.ask(asked);
      }
      used.add(asked.id());
      return new Opened(question, asked);
    } finally {
      settling.unlock();
    }
  }

  private QuestionAnswer await(Question question, AskedQuestion asked) throws InterruptedException {
    if (asked.expires() == null) {
      return question.await();
    }
    Duration left = Duration.between(kept.now(), asked.expires());
    Optional<QuestionAnswer> answer = question.await(left.isNegative() ? Duration.ZERO : left);
    if (answer.isPresent()) {
      return answer.get();
    }
    Optional<Claim> ours = questions.claim(asked.session(), asked.kind(), asked.about().id());
    if (ours.isEmpty()) {
      return question.await(); // Somebody answers at this moment.
    }
    kept.answered(asked, DENIED, Outcome.EXPIRED);
    return DENIED;
  }

  /// The turn ends without an answer. If it ends with the server, it can go on with the next one.
  private void abandon(Asking asking, AskedQuestion asked) {
    if (!outlives(asking.ending().get())) {
      drop(List.of(asked));
    }
  }

  /// Whether open questions stay open when a turn ends for this reason.
  public boolean outlives(Interruption ending) {
    return ending == Interruption.STOP && kept.store().isLasting();
  }

  /// The questions of a session, open or not, that have not had their effect.
  public List<AskedQuestion> of(SessionId session) {
    return kept.of(session);
  }

  /// The answers about these calls have had their effect, or never will have.
  public void over(SessionId session, Set<String> toolRequestIds) {
    drop(
        kept.of(session).stream()
            .filter(question -> toolRequestIds.contains(question.asker().toolRequestId()))
            .toList());
  }

  /// Whether a turn waits for a decision about this call.
  public boolean isConfirmationOpen(SessionId session, String toolRequestId) {
    return questions.isOpen(session, Kind.CONFIRMATION, toolRequestId);
  }

  /// Whether an extension waits for an answer to this question.
  public boolean isElicitationOpen(SessionId session, String id) {
    return questions.isOpen(session, Kind.ELICITATION, id);
  }

  /// Calls `then` once no turn waits for a decision about this call any more.
  public void onceConfirmed(SessionId session, String toolRequestId, Runnable then) {
    questions.onceSettled(session, Kind.CONFIRMATION, toolRequestId, then);
  }

  /// Calls `then` once no extension waits for an answer to this question any more.
  public void onceElicited(SessionId session, String id, Runnable then) {
    questions.onceSettled(session, Kind.ELICITATION, id, then);
  }

  /// Delivers the user's decision about a tool call.
  ///
  /// @return false if nobody waits for it
  public boolean confirmed(SessionId session, String toolRequestId, ConfirmationAction action) {
    return confirmed(
        session, toolRequestId, new QuestionAnswer.Confirmation(action), Outcome.ANSWERED);
  }

  /// Nobody has answered in time.
  ///
  /// @return false if somebody has
  public boolean expire(AskedQuestion question) {
    return confirmed(question.session(), question.about().id(), DENIED, Outcome.EXPIRED);
  }

  private boolean confirmed(
      SessionId session, String toolRequestId, QuestionAnswer answer, Outcome outcome) {
    Optional<AskedQuestion> alone;
    settling.lock();
    try {
      Optional<AskedQuestion> asked =
          kept.find(session, Kind.CONFIRMATION, toolRequestId, AskedQuestion::isOpen);
      Optional<Claim> claim = questions.claim(session, Kind.CONFIRMATION, toolRequestId);
      if (claim.isPresent()) {
        asked.ifPresent(question -> kept.answered(question, answer, outcome));
        claim.get().answer(answer);
        return true;
      }
      alone = asked.filter(question -> kept.answer(question, answer, outcome));
    } finally {
      settling.unlock();
    }
    alone.ifPresent(question -> goOn.accept(question.answered(answer)));
    return alone.isPresent();
  }

  /// Asks an extension's question: opens it, shows it with `show`, and waits. An answer that an
  /// earlier server was given to the same question of this call counts.
  ///
  /// @throws ExtensionException if there is no answer in time, or it could not be stored
  public Elicited elicit(Asking asking, Runnable show) throws InterruptedException {
    QuestionAnswer earlier = takeEarlier(asking);
    return earlier == null ? newlyElicited(asking, show) : elicited(earlier);
  }

  private Elicited newlyElicited(Asking asking, Runnable show) throws InterruptedException {
    Opened opened = open(Kind.ELICITATION, asking);
    boolean isOver = false;
    try (Question question = opened.question()) {
      show.run();
      Optional<QuestionAnswer> answer = question.await(patience);
      isOver = true;
      return elicited(answer.orElse(null));
    } finally {
      if (isOver) {
        drop(List.of(opened.asked()));
      } else {
        abandon(asking, opened.asked());
      }
    }
  }

  private static Elicited elicited(@Nullable QuestionAnswer answer) {
    return switch (answer) {
      case null -> throw new ExtensionException("The user did not answer in time", null);
      case QuestionAnswer.Elicitation(Elicited reply) -> reply;
      case QuestionAnswer.Lost(String reason) ->
          throw new ExtensionException("The answer could not be stored: " + reason, null);
      case QuestionAnswer other -> throw mismatch(other);
    };
  }

  /// Null if there is none.
  private @Nullable QuestionAnswer takeEarlier(Asking asking) {
    List<AskedQuestion> same = kept.of(asking.session()).stream().filter(asking::isAgain).toList();
    drop(same);
    return same.stream()
        .map(AskedQuestion::answer)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// Delivers the user's answer to an extension; `store` runs once it is certain that the extension
  /// waits, and before it receives the answer.
  ///
  /// @throws UnknownQuestion if nobody waits; `store` did not run
  void elicited(SessionId session, String id, Elicited reply, Runnable store) {
    QuestionAnswer answer = new QuestionAnswer.Elicitation(reply);
    Optional<AskedQuestion> asked;
    settling.lock();
    try {
      asked = kept.find(session, Kind.ELICITATION, id, AskedQuestion::isOpen);
      Optional<Claim> claim = questions.claim(session, Kind.ELICITATION, id);
      if (claim.isPresent()) {
        deliver(claim.get(), asked, answer, store);
        return;
      }
      if (asked.isEmpty()) {
        throw new UnknownQuestion(id);
      }
      store.run();
      var _ = kept.answer(asked.get(), answer, Outcome.ANSWERED);
    } finally {
      settling.unlock();
    }
    goOn.accept(asked.get().answered(answer));
  }

  private void deliver(
      Claim claim, Optional<AskedQuestion> asked, QuestionAnswer answer, Runnable store) {
    try {
      store.run();
    } catch (GanderException e) {
      claim.answer(new QuestionAnswer.Lost(e.text()));
      throw e;
    }
    asked.ifPresent(question -> kept.answered(question, answer, Outcome.ANSWERED));
    claim.answer(answer);
  }

  /// Withdraws the questions of a session for which no turn waits, since its user has said
  /// something else.
  ///
  /// @return those that were open; an answer that came before counts
  public List<AskedQuestion> decline(SessionId session) {
    settling.lock();
    try {
      List<AskedQuestion> all = kept.of(session);
      if (all.stream().noneMatch(AskedQuestion::isOpen)) {
        return List.of();
      }
      drop(all);
      return all;
    } finally {
      settling.unlock();
    }
  }

  /// Drops all that is kept of a session that is deleted.
  public void forget(SessionId session) {
    drop(kept.of(session));
  }

  private void drop(List<AskedQuestion> questions) {
    kept.drop(questions);
    questions.forEach(question -> used.remove(question.id()));
  }

  private static IllegalStateException mismatch(QuestionAnswer answer) {
    return new IllegalStateException("not an answer to this question: " + answer);
  }
}
