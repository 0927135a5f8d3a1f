package dev.gander.testkit.provider;

import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Plays one answer.
final class ScriptedStream implements ProviderStream {
  private static final long POLL_MILLIS = 5;

  private final Deque<Step> steps;
  private final boolean mayAsk;
  private Step.@Nullable Ask asked;
  private Runnable beforeWaiting = () -> {};
  private volatile boolean closed;

  /// @param mayAsk whether there is a user to answer questions
  ScriptedStream(ScriptedAnswer answer, boolean mayAsk) {
    this.steps = new ArrayDeque<>(answer.steps());
    this.mayAsk = mayAsk;
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    while (true) {
      if (Thread.interrupted()) {
        close();
        throw new InterruptedException("interrupted while the answer came in");
      }
      if (closed || steps.isEmpty()) {
        return Optional.empty();
      }
      switch (steps.remove()) {
        case Step.Emit(Delta delta) -> {
          return Optional.of(delta);
        }
        case Step.Ask ask when mayAsk -> {
          asked = ask;
          return Optional.of(Delta.of(ask.question(), 0));
        }
        case Step.Ask ask -> goOn(ask.denied());
        case Step.Fail(var failure) -> {
          close();
          throw failure;
        }
        case Step.Refuse(var failure) -> {
          close();
          throw failure;
        }
        case Step.Pause(var reached, var resume) -> pause(reached, resume);
      }
    }
  }

  @Override
  public boolean beforeWaiting(Runnable action) {
    beforeWaiting = action;
    return true;
  }

  @Override
  public void answer(String id, ConfirmationAction answer) {
    Step.Ask ask = asked;
    if (ask == null || !ask.question().id().equals(id)) {
      throw new IllegalStateException("nobody asked " + id);
    }
    asked = null;
    goOn(answer.allows() ? ask.allowed() : ask.denied());
  }

  private void goOn(List<Step> next) {
    next.reversed().forEach(steps::addFirst);
  }

  private void pause(CountDownLatch reached, CountDownLatch resume) throws InterruptedException {
    beforeWaiting.run();
    reached.countDown();
    while (!closed && !resume.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      // Closing has no latch of its own: an answer may be played for several requests.
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
