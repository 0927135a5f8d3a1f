package dev.gander.application.api.turn;

import dev.gander.application.reply.Cancellation;
import dev.gander.application.turn.TurnInbox;
import dev.gander.domain.turn.TurnNews;
import java.time.Duration;

/// A turn that belongs to the client that started it: its events wait for the owner, the turn waits
/// when too many pile up, and it ends when the owner leaves. Events are pulled by one thread;
/// everything else is thread-safe.
public final class OwnedTurn implements AutoCloseable {
  private final TurnInbox inbox;
  private final Cancellation cancellation;

  OwnedTurn(TurnInbox inbox, Cancellation cancellation) {
    this.inbox = inbox;
    this.cancellation = cancellation;
  }

  /// Waits for news, at most for `patience`, which may be 0.
  public TurnNews next(Duration patience) throws InterruptedException {
    return inbox.next(patience);
  }

  /// Whether the turn has started, see [TurnNews.Begun], and its last event was not given out yet.
  public boolean isAlive() {
    return inbox.isAlive();
  }

  /// Asks the turn to end; its last events are still delivered.
  public void cancel() {
    cancellation.cancel();
  }

  /// Ends the turn. Idempotent.
  @Override
  public void close() {
    inbox.leave();
    cancellation.cancel();
  }
}
