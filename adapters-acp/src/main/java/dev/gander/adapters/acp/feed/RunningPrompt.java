package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A prompt of a client that has not been answered yet. Thread-safe.
public final class RunningPrompt {
  private final SessionId session;
  private final String runId;
  private final CompletableFuture<Ended> end = new CompletableFuture<>();
  private volatile boolean isCancelled;

  /// How many pieces of work of each call the client has been told. Guarded by itself.
  private final Map<String, Integer> told = new HashMap<>();

  /// How the turn ended.
  public record Ended(Ending ending, TokenState tokens) {}

  public RunningPrompt(SessionId session, String runId) {
    this.session = session;
    this.runId = runId;
    afterwards(this::wake);
  }

  public SessionId session() {
    return session;
  }

  public String runId() {
    return runId;
  }

  /// The client has cancelled it, perhaps before its turn began.
  public void cancel() {
    isCancelled = true;
  }

  public boolean isCancelled() {
    return isCancelled;
  }

  void ended(Ending ending, TokenState tokens) {
    end.complete(new Ended(ending, tokens));
  }

  /// The turn broke down, or the client is gone.
  void failed(RpcError error) {
    end.completeExceptionally(error);
  }

  /// The client has been told what a tool call does.
  void toldWork(String callId) {
    synchronized (told) {
      told.merge(callId, 1, Integer::sum);
      told.notifyAll();
    }
  }

  private void wake() {
    synchronized (told) {
      told.notifyAll();
    }
  }

  /// Waits until the client has been told so much of what a tool call does, or there is nobody to
  /// tell any more.
  public void awaitTold(String callId, int pieces) throws InterruptedException {
    synchronized (told) {
      while (told.getOrDefault(callId, 0) < pieces && !end.isDone()) {
        told.wait();
      }
    }
  }

  /// Does something once the turn has ended, or at once if it has.
  void afterwards(Runnable action) {
    var _ = end.whenComplete((_, _) -> action.run());
  }

  /// Waits for the end of the turn, of which the client has been told everything by then.
  ///
  /// @throws RpcError the error to answer with
  public Ended await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RpcError error ? error : new IllegalStateException(e);
    }
  }
}
