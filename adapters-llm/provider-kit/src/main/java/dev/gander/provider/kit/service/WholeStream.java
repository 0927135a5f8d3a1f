package dev.gander.provider.kit.service;

import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.log.RequestLog;
import java.util.List;
import java.util.Optional;

/// An answer that was not streamed.
final class WholeStream implements ProviderStream {
  private final ReadySteps ready;
  private final RequestLog.Entry log;

  WholeStream(List<Delta> steps, RequestLog.Entry log) {
    this.ready = new ReadySteps(log);
    this.log = log;
    steps.forEach(ready);
  }

  @Override
  public Optional<Delta> next() {
    return ready.isEmpty() ? ready.end() : Optional.of(ready.take());
  }

  @Override
  public void close() {
    log.close();
  }
}
