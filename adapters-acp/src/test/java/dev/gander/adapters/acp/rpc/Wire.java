package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A peer with a few methods, and what it sends.
///
/// | Method | |
/// |---|---|
/// | `echo` | answers with its parameters |
/// | `wait` | answers when the test lets it |
/// | `refuse` | throws an [RpcError] |
/// | `fail` | throws something else |
/// | `break` | the same, before it has begun |
final class Wire implements RpcHandler {
  /// How many requests it was told to begin.
  final AtomicInteger begun = new AtomicInteger();

  final CompletableFuture<Void> mayAnswer = new CompletableFuture<>();
  final BlockingQueue<String> notified = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  final RpcPeer peer = new RpcPeer(this, (_, text, _) -> sent.add(text), () -> {});

  @Override
  public Optional<RpcWork> begin(String method, Json params) {
    begun.incrementAndGet();
    return switch (method) {
      case "echo" -> Optional.of(() -> RpcResult.of(params));
      case "wait" -> Optional.of(this::answerLater);
      case "refuse" ->
          Optional.of(
              () -> {
                throw RpcError.invalidParams("no");
              });
      case "fail" ->
          Optional.of(
              () -> {
                throw new StackOverflowError("deep");
              });
      case "break" -> throw new IllegalStateException("early");
      default -> Optional.empty();
    };
  }

  private RpcResult answerLater() {
    mayAnswer.join();
    return new RpcResult(JsonObject.EMPTY, () -> peer.tell("after", JsonObject.EMPTY));
  }

  @Override
  public void notified(String method, Json params) {
    notified.add(method + JsonText.write(params));
  }

  @Override
  public RpcError explain(String method, Json params, Throwable failure) {
    return failure instanceof RpcError ours
        ? ours
        : RpcError.internal(method + ": " + failure.getMessage());
  }

  /// Sends a message and gives the next one that comes.
  JsonObject ask(String message) {
    peer.receive(message);
    return next();
  }

  boolean isQuiet() {
    return sent.isEmpty();
  }

  JsonObject next() {
    try {
      String message = sent.poll(30, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came");
      }
      return (JsonObject) JsonText.parse(message);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
