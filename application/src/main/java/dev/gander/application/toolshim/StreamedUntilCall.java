package dev.gander.application.toolshim;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// An answer whose words are returned as they come, up to where a call may begin. From there on it
/// is read to its end, and its calls are extracted. If it breaks off before, what was held back is
/// returned as text, followed by the exception: a partial call never runs.
final class StreamedUntilCall implements ProviderStream {
  private final ProviderStream answer;
  private final HeldBackAnswer.Reading reading;
  private final Queue<Delta> ready = new ArrayDeque<>();
  private final List<Delta> counts = new ArrayList<>();
  private final StringBuilder held = new StringBuilder();
  private @Nullable Message last;
  private @Nullable ProviderException failure;
  private boolean isOver;

  StreamedUntilCall(ProviderStream answer, HeldBackAnswer.Reading reading) {
    this.answer = answer;
    this.reading = reading;
  }

  @Override
  public Optional<Delta> next() throws InterruptedException {
    while (ready.isEmpty() && !isOver) {
      pull();
    }
    ProviderException failed = failure;
    if (ready.isEmpty() && failed != null) {
      failure = null;
      throw failed;
    }
    return Optional.ofNullable(ready.poll());
  }

  private void pull() throws InterruptedException {
    try {
      Optional<Delta> next = answer.next();
      if (next.isPresent()) {
        accept(next.get());
      } else {
        isOver = true;
        releaseHeld(true);
      }
    } catch (ProviderException e) {
      isOver = true;
      failure = e;
      releaseHeld(false);
    }
  }

  private void accept(Delta delta) {
    if (delta.usage() != null) {
      counts.add(Delta.of(delta.usage()));
    }
    Message message = delta.message();
    if (message != null
        && message.content().size() == 1
        && message.content().getFirst() instanceof Content.Text(String text, var _)) {
      last = message;
      held.append(text);
      release(message);
    } else if (message != null) {
      ready.add(Delta.of(message));
    }
  }

  private void release(Message message) {
    String text = held.toString();
    int words = CallStart.wordsBefore(text);
    if (words > 0) {
      ready.add(Delta.of(withText(message, text.substring(0, words))));
      held.delete(0, words);
    }
  }

  private static Message withText(Message message, String text) {
    return message.withContent(List.of(new Content.Text(text)));
  }

  /// @param isWhole whether the answer has come to its end
  private void releaseHeld(boolean isWhole) throws InterruptedException {
    if (last != null && !held.isEmpty()) {
      Message rest = withText(last, held.toString());
      ready.add(Delta.of(isWhole ? reading.of(rest) : rest));
    }
    ready.addAll(counts);
  }

  @Override
  public void close() {
    answer.close();
  }
}
