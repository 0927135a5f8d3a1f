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

  RpcAsk(CompletableFuture<Json> answer, Runnable forget) {
    this.answer = answer;
    this.forget = forget;
  }

  /// Waits for the result without limit.
  ///
  /// @throws RpcRefused if the other side answers with an error
  /// @throws PeerGone if the connection ends, or the request was withdrawn
  public Json await() throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RpcRefused refused) {
        throw refused;
      }
      throw new PeerGone(e.getCause());
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

  /// Gives up waiting; an answer that comes later is ignored.
  public void withdraw() {
    answer.completeExceptionally(new PeerGone(null));
    forget.run();
  }
}
