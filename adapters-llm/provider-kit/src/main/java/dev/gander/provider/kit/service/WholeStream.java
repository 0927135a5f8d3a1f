package dev.gander.provider.kit.service;

import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// An answer that came as a whole.
final class WholeStream implements ProviderStream {
  private final Queue<Delta> steps;
  private final RequestLog.Entry log;

  WholeStream(List<Delta> steps, RequestLog.Entry log) {
    this.steps = new ArrayDeque<>(steps);
    this.log = log;
  }

  @Override
  public Optional<Delta> next() {
    Optional<Delta> step = Optional.ofNullable(steps.poll());
    step.ifPresentOrElse(log::delta, log::close);
    return step;
  }

  @Override
  public void close() {
    log.close();
  }
}
