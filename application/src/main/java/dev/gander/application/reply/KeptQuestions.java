package dev.gander.application.reply;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Action;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.AskedQuestion.Asker;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionNotice.Outcome;
import dev.gander.domain.turn.QuestionStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is kept of the questions of turns, and who is told of it. A store that takes no writes
/// stops no turn: its questions are asked all the same, but do not outlive the process.
/// Thread-safe.
public final class KeptQuestions {
  private static final System.Logger LOG = System.getLogger(KeptQuestions.class.getName());

  private final QuestionStore store;
  private final QuestionNews news;
  private final IdSource ids;
  private final InstantSource clock;

  public KeptQuestions(QuestionStore store, QuestionNews news, IdSource ids, InstantSource clock) {
    this.store = store;
    this.news = news;
    this.ids = ids;
    this.clock = clock;
  }

  public QuestionStore store() {
    return store;
  }

  public QuestionNews news() {
    return news;
  }

  public Instant now() {
    return clock.instant();
  }

  /// A question that nobody has asked yet.
  ///
  /// @param patience how long it waits; empty for ever
  AskedQuestion fresh(Asker asker, Action about, Optional<Duration> patience) {
    Instant since = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new AskedQuestion(
        ids.uuid(), asker, about, since, patience.map(since::plus).orElse(null), null);
  }

  void ask(AskedQuestion question) {
    attempt(() -> store.keep(question), question.session());
    news.asked(question);
  }

  /// The first question with this kind and id of [AskedQuestion#about].
  Optional<AskedQuestion> find(
      SessionId session, Kind kind, String id, Predicate<AskedQuestion> which) {
    return of(session).stream()
        .filter(question -> question.kind() == kind && question.about().id().equals(id))
        .filter(which)
        .findFirst();
  }

  /// The questions of a session, open or not.
  public List<AskedQuestion> of(SessionId session) {
    try {
      return store.of(session);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "session {0}: questions cannot be read: {1}", session, e.text());
      return List.of();
    }
  }

  /// Notes the answer to a question that was claimed: it counts, whether or not it can be stored.
  void answered(AskedQuestion question, QuestionAnswer answer, Outcome outcome) {
    attempt(() -> store.answer(question.id(), answer), question.session());
    news.settled(question, outcome);
  }

  /// Answers a question for which no turn waits.
  ///
  /// @return false if somebody was faster
  /// @throws StorageException if it cannot be stored
  boolean answer(AskedQuestion question, QuestionAnswer answer, Outcome outcome) {
    boolean won = store.answer(question.id(), answer);
    if (won) {
      news.settled(question, outcome);
    }
    return won;
  }

  /// Drops questions; those that are open are said to be withdrawn.
  void drop(List<AskedQuestion> questions) {
    if (questions.isEmpty()) {
      return;
    }
    attempt(
        () -> store.remove(questions.stream().map(AskedQuestion::id).toList()),
        questions.getFirst().session());
    questions.stream()
        .filter(AskedQuestion::isOpen)
        .forEach(question -> news.settled(question, Outcome.WITHDRAWN));
  }

  private static void attempt(Runnable change, SessionId session) {
    try {
      change.run();
    } catch (StorageException e) {
      LOG.log(
          Level.WARNING,
          "session {0}: what is known of its questions may be lost with the server: {1}",
          session,
          e.text());
    }
  }
}
