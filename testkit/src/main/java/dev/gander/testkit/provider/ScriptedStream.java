package dev.gander.testkit.provider;

import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Plays one answer.
final class ScriptedStream implements ProviderStream {
  private static final long POLL_MILLIS = 5;

  private final Iterator<Step> steps;
  private volatile boolean closed;

  ScriptedStream(ScriptedAnswer answer) {
    steps = answer.steps().iterator();
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    while (true) {
      if (Thread.interrupted()) {
        close();
        throw new InterruptedException("interrupted while the answer came in");
      }
      if (closed || !steps.hasNext()) {
        return Optional.empty();
      }
      switch (steps.next()) {
        case Step.Emit(Delta delta) -> {
          return Optional.of(delta);
        }
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

  private void pause(CountDownLatch reached, CountDownLatch resume) throws InterruptedException {
    reached.countDown();
    while (!closed && !resume.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      // Closing has no latch of its own: an answer may be played by several requests.
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
