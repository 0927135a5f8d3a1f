package dev.gander.application.budget;

import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.ForwardingStream;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.Optional;

/// A provider whose calls are checked against budgets before they are made, and recorded when they
/// have ended, however that is.
public record MeteredProvider(Provider inner, Budgets budgets) implements ForwardingProvider {

  /// @throws dev.gander.domain.error.ProviderException.BudgetSpent if a budget does not allow it
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    OpenCall call = budgets.admit(inner, request);
    boolean answers = false;
    try {
      ProviderStream stream = new Stream(inner.stream(request), call);
      answers = true;
      return stream;
    } catch (InterruptedException e) {
      // The service may have got the request, and may send a bill for it.
      call.end();
      throw e;
    } finally {
      if (!answers) {
        call.fail();
      }
    }
  }

  private record Stream(ProviderStream inner, OpenCall call) implements ForwardingStream {
    @Override
    public Optional<Delta> next() throws InterruptedException {
      Optional<Delta> next = inner.next();
      if (next.isPresent()) {
        call.hear(next.get());
      } else {
        call.end();
      }
      return next;
    }

    @Override
    public void close() {
      inner.close();
      call.end();
    }
  }
}
