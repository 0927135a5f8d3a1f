package dev.gander.adapters.local.chat;

import dev.gander.adapters.local.engine.EngineLease;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import java.util.Optional;

/// An answer that gives its engine back when it ends. If the engine has died, the failure says so.
final class LeasedAnswer implements ProviderStream {
  private final ProviderStream answer;
  private final EngineLease lease;
  private final String model;
  private volatile boolean hasBegun;

  LeasedAnswer(ProviderStream answer, EngineLease lease, String model) {
    this.answer = answer;
    this.lease = lease;
    this.model = model;
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    try {
      Optional<Delta> next = answer.next();
      hasBegun = true;
      if (next.isEmpty()) {
        lease.succeed();
      }
      return next;
    } catch (ProviderException.NetworkError e) {
      if (lease.isEnding()) {
        lease.close();
        throw died(e);
      }
      lease.giveUp();
      throw e;
    } catch (ProviderException e) {
      lease.close();
      throw e;
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  private ProviderException died(ProviderException cause) throws InterruptedException {
    return new ProviderException.ExecutionError(
        "The engine of %s ended in the middle of an answer, %s. The next message starts it again"
            .formatted(model, lease.lastWords()),
        cause);
  }

  /// The lease first: what breaks off because the answer is closed is no fault of the engine.
  @Override
  public void close() {
    lease.abandon(hasBegun);
    answer.close();
  }
}
