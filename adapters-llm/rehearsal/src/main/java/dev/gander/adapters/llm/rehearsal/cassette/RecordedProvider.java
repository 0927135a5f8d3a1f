package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.adapters.llm.rehearsal.cassette.Exchange.Ending;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A provider that is being recorded: each exchange is passed on when it has ended.
record RecordedProvider(Provider inner, Consumer<Exchange> heard) implements ForwardingProvider {
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    try {
      return new Listening(request, inner.stream(request));
    } catch (ProviderException e) {
      heard.accept(exchange(request, List.of(), new Ending.Refused(e)));
      throw e;
    } catch (InterruptedException e) {
      heard.accept(exchange(request, List.of(), new Ending.Cancelled()));
      throw e;
    }
  }

  private Exchange exchange(ProviderRequest request, List<Delta> answer, Ending ending) {
    return new Exchange(RecordedService.of(inner), request, answer, ending);
  }

  /// One thread pulls; any may close.
  private final class Listening implements ProviderStream {
    private final ProviderRequest request;
    private final ProviderStream stream;
    private final List<Delta> answer = new ArrayList<>();
    private boolean ended;

    private Listening(ProviderRequest request, ProviderStream stream) {
      this.request = request;
      this.stream = stream;
    }

    @Override
    public Optional<Delta> next() throws InterruptedException {
      try {
        Optional<Delta> next = stream.next();
        next.ifPresentOrElse(this::add, () -> end(new Ending.Whole()));
        return next;
      } catch (ProviderException e) {
        end(new Ending.Failed(e));
        throw e;
      } catch (InterruptedException e) {
        end(new Ending.Cancelled());
        throw e;
      }
    }

    @Override
    public void answer(String id, ConfirmationAction answer) {
      stream.answer(id, answer);
    }

    /// A waiting reader takes the end of a closed stream for the end of the answer, so the note
    /// comes first.
    @Override
    public void close() {
      end(new Ending.Cancelled());
      stream.close();
    }

    private synchronized void add(Delta delta) {
      answer.add(delta);
    }

    /// Only the first end counts.
    private void end(Ending ending) {
      List<Delta> said;
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
        said = List.copyOf(answer);
      }
      heard.accept(exchange(request, said, ending));
    }
  }
}
