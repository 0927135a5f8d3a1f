package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.share.SharedTexts;
import dev.gander.json.jackson.JsonText;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// A NIP-01 connection to one relay. For one thread and one request.
final class RelayConnection implements AutoCloseable {
  /// An event with the longest text, with room for its other members and for escapes.
  static final int LONGEST_MESSAGE = SharedTexts.MOST_BYTES / 2 * 3;

  /// More than an honest message has. A tree of millions of empty arrays would be many times larger
  /// than its text.
  private static final int MOST_COMMAS = 10_000;

  private static final String SUBSCRIPTION = "s";

  private final WebSocket socket;
  private final Inbox inbox;
  private final Deadline answer;

  private RelayConnection(WebSocket socket, Inbox inbox, Deadline answer) {
    this.socket = socket;
    this.inbox = inbox;
    this.answer = answer;
  }

  /// @param answer how long the relay may take to answer once it is connected
  /// @param permits for large messages, see [Inbox]
  static RelayConnection open(
      HttpClient client, RelayAddress relay, Duration connect, Duration answer, Semaphore permits)
      throws RelayFailure, InterruptedException {
    Inbox inbox = new Inbox(LONGEST_MESSAGE, permits);
    CompletableFuture<WebSocket> opening =
        client.newWebSocketBuilder().buildAsync(relay.uri(), inbox);
    try {
      WebSocket socket = Deadline.in(connect).await(opening, RelayConnection::unconnected);
      return new RelayConnection(socket, inbox, Deadline.in(answer));
    } finally {
      // If it opens after the wait is over, it is closed.
      if (!opening.isDone()) {
        var _ = opening.thenAccept(WebSocket::abort);
      }
    }
  }

  private static RelayFailure unconnected(Throwable cause) {
    return switch (cause) {
      case WebSocketHandshakeException e ->
          new RelayFailure("refused the connection with status " + e.getResponse().statusCode());
      case ConnectException _ -> new RelayFailure("cannot be reached");
      default -> RelayFailure.of("cannot be reached", cause);
    };
  }

  /// Publishes an event. Returns when the relay has confirmed that it keeps it.
  void publish(NostrEvent event) throws RelayFailure, InterruptedException {
    send(Json.of("EVENT"), event.json());
    while (true) {
      List<Json> message = receive();
      if (says(message, "OK", event.id())) {
        if (!message.get(2).equals(Json.of(true))) {
          throw new RelayFailure("refused it", text(message, 3));
        }
        return;
      }
    }
  }

  /// Fetches one event. An answer with anything but that event is a failure.
  NostrEvent fetch(EventId id, long kind) throws RelayFailure, InterruptedException {
    send(Json.of("REQ"), Json.of(SUBSCRIPTION), filter(id, kind));
    while (true) {
      List<Json> message = receive();
      if (says(message, "EVENT", SUBSCRIPTION)) {
        return checked(message.get(2), id, kind);
      }
      if (says(message, "EOSE", SUBSCRIPTION)) {
        throw new RelayFailure("does not have it");
      }
      if (says(message, "CLOSED", SUBSCRIPTION)) {
        throw new RelayFailure("refused to answer", text(message, 2));
      }
    }
  }

  private static Json filter(EventId id, long kind) {
    return JsonObject.builder()
        .put("ids", JsonArray.of(List.of(id.value()), Json::of))
        .put("kinds", JsonArray.of(List.of(kind), Json::of))
        .put("limit", 1)
        .build();
  }

  private static NostrEvent checked(Json json, EventId id, long kind) throws RelayFailure {
    NostrEvent event;
    try {
      event = NostrEvent.read(json);
    } catch (InvalidInput e) {
      throw new RelayFailure("sent what is no event", e.text());
    }
    if (!event.id().equals(id.value()) || event.kind() != kind) {
      throw new RelayFailure("sent something else");
    }
    if (!event.isGenuine()) {
      throw new RelayFailure("sent a forgery");
    }
    return event;
  }

  private void send(Json... message) throws RelayFailure, InterruptedException {
    String text = JsonText.write(new JsonArray(List.of(message)));
    answer.await(
        socket.sendText(text, true), cause -> RelayFailure.of("the connection broke", cause));
  }

  private List<Json> receive() throws RelayFailure, InterruptedException {
    String text = inbox.next(socket, answer);
    try {
      if (text.chars().filter(c -> c == ',').count() <= MOST_COMMAS
          && JsonText.parse(text) instanceof JsonArray(List<Json> items)) {
        return items;
      }
    } catch (InvalidInput _) {
      // Not JSON at all.
    }
    throw new RelayFailure("does not speak Nostr", text);
  }

  /// Whether the message is complete, of that kind and about that event or subscription.
  private static boolean says(List<Json> message, String kind, String about) {
    int members = kind.equals("EOSE") || kind.equals("CLOSED") ? 2 : 3;
    return message.size() >= members
        && message.get(0).equals(Json.of(kind))
        && message.get(1).equals(Json.of(about));
  }

  private static String text(List<Json> message, int index) {
    return message.size() > index && message.get(index) instanceof JsonString(String text)
        ? text
        : "";
  }

  @Override
  public void close() {
    socket.abort();
    inbox.close();
  }
}
