package dev.gander.application.observe;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.ForwardingStream;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.Optional;

/// A provider whose calls are told to the observer, and whose failures are remembered.
public record ObservedProvider(Provider inner, ModelCalls calls) implements ForwardingProvider {

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    Observed observed =
        calls
            .observer()
            .begin(
                new Activity.ModelCall(
                    inner.name(), request.model().modelName(), request.sessionId()));
    OpenModelCall call = calls.open(inner.name(), request, observed);
    Trail trail = Trail.current().in(observed);
    try {
      return new Stream(
          trail.<ProviderStream, InterruptedException>call(() -> inner.stream(request)), call);
    } catch (ProviderException e) {
      call.failed(e);
      throw e;
    } finally {
      if (call.isUnanswered()) {
        call.abandoned();
      }
    }
  }

  private record Stream(ProviderStream inner, OpenModelCall call) implements ForwardingStream {
    Stream {
      call.accepted();
    }

    @Override
    public Optional<Delta> next() throws InterruptedException {
      try {
        Optional<Delta> next = inner.next();
        if (next.isPresent()) {
          call.hear(next.get());
        } else {
          call.ended();
        }
        return next;
      } catch (ProviderException e) {
        call.failed(e);
        throw e;
      }
    }

    @Override
    public void close() {
      inner.close();
      call.abandoned();
    }
  }
}
