package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A request of ours that waits for its answer. Thread-safe.
public final class RpcAsk {
  private final CompletableFuture<Json> answer;
  private final Runnable forget;
  private final Runnable cancel;

  /// @param forget ends the wait for an answer
  /// @param cancel lets the other side know that nobody waits any more
  RpcAsk(CompletableFuture<Json> answer, Runnable forget, Runnable cancel) {
    this.answer = answer;
    this.forget = forget;
    this.cancel = cancel;
  }

  /// Waits for the result without limit.
  ///
  /// @throws RpcRefused if the other side answers with an error
  /// @throws PeerGone if the connection ends, or the request was withdrawn
  public Json await() throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RpcRefused refused ? refused : new PeerGone(e.getCause());
    } finally {
      forget.run();
    }
  }

  /// Waits for the answer, whatever it is; at most so long.
  ///
  /// @return whether it is there
  public boolean isAnswered(Duration patience) throws InterruptedException {
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException _) {
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  /// The answer does not matter; what was asked for is to be done.
  public void ignore() {
    abandon();
  }

  /// Takes the request back: the other side need not answer it, and may end what it does for it. An
  /// answer that comes nevertheless is ignored.
  public void withdraw() {
    if (abandon()) {
      cancel.run();
    }
  }

  /// @return false if it was answered already
  private boolean abandon() {
    boolean isOpen = answer.completeExceptionally(new PeerGone(null));
    forget.run();
    return isOpen;
  }
}
