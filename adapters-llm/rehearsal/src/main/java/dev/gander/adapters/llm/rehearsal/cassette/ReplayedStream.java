package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.adapters.llm.rehearsal.cassette.Exchange.Ending;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Plays one answer fragment by fragment, without the pauses. If the recorded answer was cancelled,
/// it waits for a while to be cancelled, since the service would have gone on.
final class ReplayedStream implements ProviderStream {
  private static final long PATIENCE_SECONDS = 30;

  private final Iterator<Delta> answer;
  private final Ending ending;
  private final long created;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable String asked;

  /// @param created the time of its messages, in epoch seconds
  ReplayedStream(Exchange exchange, long created) {
    this.answer = exchange.answer().iterator();
    this.ending = exchange.ending();
    this.created = created;
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    if (Thread.interrupted()) {
      close();
      throw new InterruptedException("interrupted while an answer was played");
    }
    if (closed.getCount() == 0) {
      return Optional.empty();
    }
    return answer.hasNext() ? Optional.of(now(answer.next())) : end();
  }

  /// Any answer will do: what comes next was recorded.
  @Override
  public void answer(String id, ConfirmationAction answer) {
    if (!id.equals(asked)) {
      throw new IllegalStateException("nobody asked " + id);
    }
    asked = null;
  }

  private Delta now(Delta delta) {
    asked = delta.question().map(Action.ToolConfirmation::id).orElse(asked);
    Message message = delta.message();
    return message == null ? delta : new Delta(message.withCreated(created), delta.usage());
  }

  private Optional<Delta> end() throws InterruptedException {
    return switch (ending) {
      case Ending.Whole _ -> Optional.empty();
      case Ending.Refused(var failure) -> throw failed(failure);
      case Ending.Failed(var failure) -> throw failed(failure);
      case Ending.Cancelled _ -> {
        if (closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          yield Optional.empty();
        }
        throw failed(
            new ProviderException.ExecutionError(
                "The recorded answer was cancelled here, and this one was not", null));
      }
    };
  }

  private ProviderException failed(ProviderException failure) {
    close();
    return failure;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
