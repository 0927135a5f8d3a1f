package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One side of a conversation in JSON-RPC 2.0. Requests run side by side, so answers may overtake
/// each other; everything else happens in the order of arrival.
public final class RpcPeer implements AutoCloseable {
  /// How many requests of the other side may run at a time; most of them wait for a model.
  private static final int SIDE_BY_SIDE = 4096;

  private final RpcHandler handler;
  private final Outbox outbox;
  private final Map<String, CompletableFuture<Json>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean closed;

  /// @param cutOff called if the client leaves too much unread
  public RpcPeer(RpcHandler handler, Outlet client, Runnable cutOff) {
    this.handler = handler;
    this.outbox = new Outbox(client, cutOff);
  }

  /// Takes a message, or several messages, one per line; from one thread at a time.
  public void receive(String text) {
    Optional<Json> whole = parse(text);
    if (whole.isPresent() || text.strip().lines().count() < 2) {
      receive(whole, () -> text);
    } else {
      Stream<String> lines = text.lines().filter(line -> !line.isBlank());
      lines.forEach(line -> receive(parse(line), () -> line));
    }
  }

  /// Takes a message that has been parsed already; from one thread at a time.
  public void receive(JsonObject message) {
    receive(Optional.of(message), () -> JsonText.write(message));
  }

  private void receive(Optional<Json> json, Supplier<String> text) {
    switch (json.map(RpcMessage::read).orElseGet(RpcMessage.Unreadable::new)) {
      case RpcMessage.Request request -> begin(request);
      case RpcMessage.Notification(String method, Json params) -> handler.notified(method, params);
      case RpcMessage.Response(Json id, JsonObject answer) -> answered(id, answer);
      case RpcMessage.Other _ -> {}
      case RpcMessage.Unreadable _ ->
          refuse(handler.explain("", JsonNull.NULL, RpcError.unparseable(text.get())));
    }
  }

  /// Answers what has no readable id.
  private void refuse(RpcError error) {
    outbox.send(JsonObject.builder().put("jsonrpc", "2.0").put("error", error.toJson()).build());
  }

  private void begin(RpcMessage.Request request) {
    // Before the handler hears of it: what has begun must run, or it would never end.
    if (running.incrementAndGet() > SIDE_BY_SIDE) {
      running.decrementAndGet();
      fail(request, RpcError.internal("too many requests at once"));
      return;
    }
    try {
      RpcWork work =
          handler.begin(request.method(), request.params()).orElseThrow(RpcError::unknownMethod);
      Thread.ofVirtual().name("acp").start(() -> run(request, work));
    } catch (RuntimeException e) {
      running.decrementAndGet();
      fail(request, e);
    }
  }

  /// The boundary: every failure of a method ends here and becomes an answer.
  private void run(RpcMessage.Request request, RpcWork work) {
    Runnable afterwards = () -> {};
    try {
      RpcResult done = work.run();
      afterwards = done.afterwards();
      outbox.send(envelope(request.id()).put("result", done.result()).build());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(request, e);
    } finally {
      running.decrementAndGet();
    }
    afterwards.run();
  }

  private void fail(RpcMessage.Request request, Throwable failure) {
    RpcError error = handler.explain(request.method(), request.params(), failure);
    outbox.send(envelope(request.id()).put("error", error.toJson()).build());
  }

  private static JsonObject.Builder envelope(Json id) {
    return JsonObject.builder().put("jsonrpc", "2.0").put("id", id);
  }

  private void answered(Json id, JsonObject answer) {
    CompletableFuture<Json> waiting = id instanceof JsonString(String key) ? asked.get(key) : null;
    if (waiting == null) {
      return; // nobody asked, or nobody waits any more
    }
    Json error = answer.get("error");
    if (error == null || error == JsonNull.NULL) {
      waiting.complete(Objects.requireNonNullElse(answer.get("result"), JsonNull.NULL));
    } else {
      waiting.completeExceptionally(new RpcRefused(error));
    }
  }

  /// Asks the other side something.
  public RpcAsk ask(String method, JsonObject params) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Json> answer = new CompletableFuture<>();
    asked.put(id, answer);
    outbox.send(envelope(Json.of(id)).put("method", method).put("params", params).build());
    if (closed) {
      answer.completeExceptionally(new PeerGone(null));
    }
    return new RpcAsk(
        answer,
        () -> asked.remove(id),
        () -> tell("$/cancel_request", JsonObject.of("requestId", Json.of(id))));
  }

  /// Tells the other side something.
  public void tell(String method, JsonObject params) {
    outbox.send(notification(method, params));
  }

  /// Sends a notification that has been written already.
  ///
  /// @param notification may contain other words than `text`
  public void tell(JsonObject notification, String text) {
    outbox.send(notification, text);
  }

  public static JsonObject notification(String method, JsonObject params) {
    JsonObject.Builder message = JsonObject.builder().put("jsonrpc", "2.0");
    return message.put("method", method).put("params", params).build();
  }

  /// Waits until the other side has read most of what it was told, or is gone.
  public void awaitReader() throws InterruptedException {
    outbox.awaitReader();
  }

  private static Optional<Json> parse(String text) {
    try {
      return Optional.of(JsonText.parse(text));
    } catch (JsonSyntaxException _) {
      return Optional.empty();
    }
  }

  /// The other side is gone: nothing more is sent, and whoever waits for it is told. Requests that
  /// run are not interrupted.
  @Override
  public void close() {
    closed = true;
    outbox.close();
    asked.values().forEach(waiting -> waiting.completeExceptionally(new PeerGone(null)));
  }
}
