package dev.gander.adapters.acp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.Caller;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A client in the same process, which asks and hears. Parameters and results are written as JSON.
/// Waits for what it wants to hear, at most half a minute. Thread-safe.
public final class Talk implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final AcpPeer peer;
  private final AtomicInteger ids = new AtomicInteger();
  // Guarded by itself.
  private final List<JsonObject> heard = new ArrayList<>();

  /// A client that announces nothing.
  public Talk(AcpServer server) {
    this(server, Caller.SERVER);
  }

  /// A client with a key.
  public Talk(AcpServer server, Caller caller) {
    peer =
        server.connect(
            new AcpClient() {
              @Override
              public void send(JsonObject message, String text, boolean isFollowed) {
                // A wrong one is heard by every test.
                JsonObject written = JsonFields.asObject(JsonText.parse(text));
                boolean isRight = JsonText.write(written).equals(text) && isLike(written, message);
                hear(isRight ? written : JsonObject.of("not what was written", message));
              }

              @Override
              public void cutOff() {
                throw new IllegalStateException("left too much unread");
              }
            },
            caller);
  }

  /// A client of this backend.
  public static Talk with(AcpBackend backend) {
    return new Talk(new AcpServer(backend.useCases()));
  }

  /// A fragment of an answer may come with an earlier one, which has other words.
  private static boolean isLike(JsonObject written, JsonObject message) {
    return written.equals(message)
        || (isFragment(written) && withoutWords(written).equals(withoutWords(message)));
  }

  private static boolean isFragment(JsonObject message) {
    return message
        .object("params")
        .flatMap(params -> params.object("update"))
        .flatMap(update -> update.text("sessionUpdate"))
        .filter(Set.of("agent_message_chunk", "agent_thought_chunk")::contains)
        .isPresent();
  }

  private static JsonObject withoutWords(JsonObject message) {
    JsonObject params = message.object("params").orElse(JsonObject.EMPTY);
    JsonObject update = params.object("update").orElse(JsonObject.EMPTY);
    JsonObject content = update.object("content").orElse(JsonObject.EMPTY);
    JsonObject none = update.with("content", content.with("text", JsonNull.NULL));
    return message.with("params", params.with("update", none));
  }

  private void hear(JsonObject message) {
    synchronized (heard) {
      heard.add(message);
      heard.notifyAll();
    }
  }

  /// Announces capabilities, a JSON object.
  public Talk announcing(String capabilities) throws InterruptedException {
    result("initialize", "{\"protocolVersion\":1,\"clientCapabilities\":" + capabilities + "}");
    return this;
  }

  /// Sends a request; its id is for [#answer].
  public int ask(String method, String params) {
    int id = ids.getAndIncrement();
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + "}");
    return id;
  }

  /// The answer to a request, with its `result` or `error`.
  public JsonObject answer(int id) throws InterruptedException {
    Json wanted = Json.of((long) id);
    return hears(message -> !message.has("method") && wanted.equals(message.get("id")));
  }

  /// The result of a request that must succeed.
  public JsonObject result(String method, String params) throws InterruptedException {
    JsonObject answer = answer(ask(method, params));
    return answer.object("result").orElseThrow(() -> new AssertionError(method + ": " + answer));
  }

  /// The error of a request that must fail.
  public JsonObject error(String method, String params) throws InterruptedException {
    JsonObject answer = answer(ask(method, params));
    return answer.object("error").orElseThrow(() -> new AssertionError(method + ": " + answer));
  }

  /// Sends a notification.
  public void tell(String method, String params) {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
  }

  /// Sends a text, whatever it is.
  public void send(String text) {
    synchronized (peer) {
      peer.receive(text);
    }
  }

  /// The first update of this kind, standard or of goose's own, of a session.
  public JsonObject update(String session, String kind) throws InterruptedException {
    JsonObject message = hears(it -> isUpdate(it, session, kind));
    return message.object("params").flatMap(params -> params.object("update")).orElseThrow();
  }

  private static boolean isUpdate(JsonObject message, String session, String kind) {
    return params(message).text("sessionId").filter(session::equals).isPresent()
        && params(message).object("update").flatMap(it -> it.text("sessionUpdate")).stream()
            .anyMatch(kind::equals);
  }

  private static JsonObject params(JsonObject message) {
    return message.object("params").orElse(JsonObject.EMPTY);
  }

  /// The first request of the server with that method.
  public JsonObject asked(String method) throws InterruptedException {
    return hears(
        message -> message.has("id") && message.text("method").stream().anyMatch(method::equals));
  }

  /// Answers a request of the server.
  public void reply(JsonObject request, String result) {
    reply(request, "result", result);
  }

  /// Answers a request of the server with an error.
  public void refuse(JsonObject request, String error) {
    reply(request, "error", error);
  }

  private void reply(JsonObject request, String member, String value) {
    JsonObject.Builder answer = JsonObject.builder().put("jsonrpc", "2.0");
    answer.putIfPresent("id", request.get("id")).put(member, JsonText.parse(value));
    send(JsonText.write(answer.build()));
  }

  /// The first message that fits, among those before, too.
  public JsonObject hears(Predicate<JsonObject> fits) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    synchronized (heard) {
      while (heard.stream().noneMatch(fits)) {
        assertTrue(System.nanoTime() < end, () -> "never heard it, but " + heard);
        TimeUnit.NANOSECONDS.timedWait(heard, PATIENCE);
      }
      return heard.stream().filter(fits).findFirst().orElseThrow();
    }
  }

  /// Everything that it has heard, in order.
  public List<JsonObject> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /// The kinds of the updates and `answer` for answers, in the order in which they were heard.
  public List<String> order() {
    return heard().stream()
        .map(
            message ->
                params(message)
                    .object("update")
                    .flatMap(update -> update.text("sessionUpdate"))
                    .orElseGet(
                        () ->
                            message.get("method") instanceof JsonString(String method)
                                ? method
                                : "answer"))
        .toList();
  }

  /// Forgets what it has heard.
  public void forget() {
    synchronized (heard) {
      heard.clear();
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
