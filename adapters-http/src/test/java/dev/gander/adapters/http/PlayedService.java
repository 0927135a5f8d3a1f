package dev.gander.adapters.http;

import dev.gander.adapters.http.peer.AcpService;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Answers the first request of each client, and fails at `break`; the rest is told by the test.
final class PlayedService implements AcpService {
  private final BlockingQueue<Played> connections = new LinkedBlockingQueue<>();

  /// The server's end of a connection, in the hands of a test.
  static final class Played implements Peer {
    final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Client client;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();

    private Played(Client client) {
      this.client = client;
    }

    @Override
    public void receive(String text) {
      receive((JsonObject) JsonText.parse(text));
    }

    @Override
    public void receive(JsonObject message) {
      switch (message.text("method").orElse("")) {
        case "initialize" -> answer(Objects.requireNonNull(message.get("id")));
        case "break" -> throw new IllegalStateException("broken");
        default -> received.add(message);
      }
    }

    JsonObject received() {
      return taken(received);
    }

    void answer(Json id) {
      send(JsonObject.builder().put("id", id).put("result", JsonObject.EMPTY).build());
    }

    void update(String session, String text) {
      JsonObject params = JsonObject.builder().put("sessionId", session).put("text", text).build();
      send(JsonObject.builder().put("method", "session/update").put("params", params).build());
    }

    private void send(JsonObject message) {
      client.send(message, JsonText.write(message), false);
    }

    void cutOff() {
      client.cutOff();
    }

    @Override
    public void close() {
      gone.complete(null);
    }
  }

  @Override
  public Peer connect(Client client, Caller caller) {
    Played played = new Played(client);
    connections.add(played);
    return played;
  }

  /// The oldest connection that was not asked for before.
  Played connection() {
    return taken(connections);
  }

  private static <T> T taken(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
