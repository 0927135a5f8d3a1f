package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.log.RequestLog;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The decoded steps of an answer that have not been read yet. A failure comes after all of them,
/// once. Writes the request's log, and closes it at the end. One thread.
public final class ReadySteps implements Consumer<Delta> {
  private final RequestLog.Entry log;
  private final Queue<Delta> steps = new ArrayDeque<>();
  private @Nullable ProviderException failure;

  public ReadySteps(RequestLog.Entry log) {
    this.log = log;
  }

  @Override
  public void accept(Delta step) {
    steps.add(step);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /// Takes the next step.
  public Delta take() {
    Delta step = steps.remove();
    log.delta(step);
    return step;
  }

  /// Nothing follows; `reason` is why, null if it does not matter.
  public void fail(@Nullable ProviderException reason) {
    failure = reason;
  }

  /// The result after the last step: the end of the answer.
  ///
  /// @throws ProviderException the failure, if the answer ended with one that was not thrown yet
  public Optional<Delta> end() {
    ProviderException reason = failure;
    failure = null;
    if (reason != null) {
      log.failed(reason);
      throw reason;
    }
    log.close();
    return Optional.empty();
  }
}
