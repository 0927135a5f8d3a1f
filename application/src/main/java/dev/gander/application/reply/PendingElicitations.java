package dev.gander.application.reply;

import dev.gander.application.api.turn.UnknownElicitation;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Questions of extensions to users that are open now. A question belongs to one session (1.39): an
/// answer from another one is as good as none. Any thread.
public final class PendingElicitations {
  private record Question(SessionId session, CompletableFuture<Elicited> answer) {}

  private final ConcurrentMap<String, Question> open = new ConcurrentHashMap<>();
  private final Duration patience;

  public PendingElicitations() {
    this(Duration.ofMinutes(5));
  }

  PendingElicitations(Duration patience) {
    this.patience = patience;
  }

  /// Opens a question, lets `ask` show it, and waits for the answer.
  ///
  /// @throws ExtensionException if nobody answers in time
  public Elicited ask(SessionId session, String id, Runnable ask) throws InterruptedException {
    Question question = new Question(session, new CompletableFuture<>());
    open.put(id, question);
    try {
      ask.run();
      return question.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ExtensionException("The user did not answer in time", e);
    } catch (ExecutionException e) {
      throw new ExtensionException("The question could not be asked", e.getCause());
    } finally {
      open.remove(id, question);
    }
  }

  /// Delivers an answer; `store` runs once it is sure that someone waits, and before the extension
  /// hears of it.
  ///
  /// @throws UnknownElicitation if nobody waits; `store` did not run
  void answer(SessionId session, String id, Elicited answer, Runnable store) {
    Question question = open.get(id);
    if (question == null || !question.session().equals(session) || !open.remove(id, question)) {
      throw new UnknownElicitation(id);
    }
    try {
      store.run();
    } catch (RuntimeException e) {
      question.answer().completeExceptionally(e);
      throw e;
    }
    question.answer().complete(answer);
  }
}
