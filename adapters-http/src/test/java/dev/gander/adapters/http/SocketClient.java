package dev.gander.adapters.http;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client of `/acp`, as a browser is one.
final class SocketClient implements WebSocket.Listener, AutoCloseable {
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final CompletableFuture<String> ponged = new CompletableFuture<>();
  final WebSocket socket;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();

  /// @throws java.util.concurrent.CompletionException if the server does not open the socket
  SocketClient(HttpClient client, URI http) {
    URI uri = URI.create(http.toString().replaceFirst("^http", "ws"));
    this.socket = client.newWebSocketBuilder().buildAsync(uri, this).join();
  }

  /// Sends a message and gives the next one that comes.
  JsonObject ask(String message) {
    socket.sendText(message, true).join();
    return (JsonObject) next();
  }

  Json next() {
    try {
      String message = messages.poll(30, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came");
      }
      return JsonText.parse(message);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(partial.toString());
      partial.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    ponged.complete(java.nio.charset.StandardCharsets.UTF_8.decode(message).toString());
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
