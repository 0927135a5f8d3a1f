package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

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
      throw switch (e.getCause()) {
        case RpcRefused refused -> refused;
        default -> new PeerGone(e.getCause());
      };
    } finally {
      forget.run();
    }
  }

  /// Gives up waiting; an answer that comes later is ignored.
  public void withdraw() {
    answer.completeExceptionally(new PeerGone(null));
    forget.run();
  }
}
