package dev.gander.adapters.acp.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of JSON-RPC as goosed 1.39 has them. 1 s.
class RpcPeerTest {
  private static final String PROBE = "{\"jsonrpc\":\"2.0\",\"id\":\"probe\",\"method\":\"echo\"}";

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.mayAnswer.complete(null);
    wire.peer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "-1", "9007199254740993", "\"a\"", "\"\"", "\"7\""})
  void anAnswerRepeatsTheId(String id) {
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"a\":null}}",
        JsonText.write(
            wire.ask("{\"id\":" + id + ",\"method\":\"echo\",\"params\":{\"a\":null}}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "null",
        "7",
        "\"text\"",
        "[]",
        "[{\"id\":1,\"method\":\"echo\"},{\"id\":2,\"method\":\"echo\"}]",
        "{\"id\":1.5,\"method\":\"echo\"}",
        "{\"id\":1.0,\"method\":\"echo\"}",
        "{\"id\":true,\"method\":\"echo\"}",
        "{\"id\":{},\"method\":\"echo\"}",
        "{\"id\":[1],\"method\":\"echo\"}",
        "{\"id\":1e400,\"method\":\"echo\"}",
        "{\"id\":18446744073709551616,\"method\":\"echo\"}",
        "{\"id\":1,\"method\":\"echo\"} x",
        "{\"id\":1,\"method\":\"\\ud800\"}"
      })
  void whatIsNoMessageIsAnErrorWithoutAnId(String text) {
    JsonObject answer = wire.ask(text);

    assertEquals(Set.of("jsonrpc", "error"), answer.members().keySet());
    JsonObject error = error(answer);
    assertEquals(Json.of(-32700), error.get("code"));
    assertEquals("Parse error", error.text("message").orElseThrow());
    assertEquals(text, error.object("data").orElseThrow().text("line").orElseThrow());
    assertEquals(JsonText.parse("\"probe\""), wire.ask(PROBE).get("id"));
  }

  /// Neither is a request whose id is null.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"id\":1}",
        "{\"id\":1,\"method\":7}",
        "{\"id\":7,\"result\":{}}",
        "{\"id\":\"x\",\"error\":{\"code\":1,\"message\":\"m\"}}",
        "{\"id\":null,\"result\":{}}",
        "{\"method\":\"$/cancel_request\",\"params\":{\"id\":1}}",
        "{\"id\":null,\"method\":\"echo\"}"
      })
  void whatWantsNoAnswerGetsNone(String text) {
    wire.peer.receive(text);

    assertEquals(JsonText.parse("\"probe\""), wire.ask(PROBE).get("id"));
  }

  @Test
  void aLongTextIsNotRepeatedAsAWhole() {
    String line = quoted("[" + "x".repeat(5000));
    assertEquals("[" + "x".repeat(999), line);
    assertEquals("[" + "x".repeat(998), quoted("[" + "x".repeat(998) + "😀" + "x".repeat(999)));
  }

  private String quoted(String text) {
    return error(wire.ask(text)).object("data").orElseThrow().text("line").orElseThrow();
  }

  @Test
  void severalMessagesComeInLines() {
    wire.peer.receive("{\"method\":\"a\"}\n\n{\"method\":\"b\",\"params\":[1]}\r\n" + PROBE + "\n");

    assertEquals(JsonText.parse("\"probe\""), wire.next().get("id"));
    assertEquals(List.of("anull", "b[1]"), List.copyOf(wire.notified));
  }

  @Test
  void aPrettyPrintedMessageIsOneMessage() {
    assertEquals(JsonText.parse("\"probe\""), wire.ask(PROBE.replace(",", ",\n  ")).get("id"));
  }

  @Test
  void anUnknownMethodIsAnErrorWithoutData() {
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}",
        JsonText.write(wire.ask("{\"id\":1,\"method\":\"x\"}")));
  }

  @Test
  void failuresOfMethodsAreAnswers() {
    assertEquals("no", failure("refuse", -32602));
    assertEquals("fail: deep", failure("fail", -32603));
    assertEquals("break: early", failure("break", -32603));
  }

  private String failure(String method, int code) {
    JsonObject error = error(wire.ask("{\"id\":1,\"method\":\"" + method + "\"}"));
    assertEquals(Json.of(code), error.get("code"));
    return error.text("data").orElseThrow();
  }

  @Test
  void requestsOvertakeEachOtherAndWhatFollowsFollowsTheAnswer() {
    wire.peer.receive("{\"id\":1,\"method\":\"wait\"}");
    assertEquals(JsonText.parse("\"probe\""), wire.ask(PROBE).get("id"));
    wire.mayAnswer.complete(null);

    assertEquals(Json.of(1), wire.next().get("id"));
    assertEquals("after", wire.next().text("method").orElseThrow());
  }

  @Test
  void tooManyRequestsAtOnceAreRefusedUntilOthersHaveEnded() {
    for (int i = 0; i < 4096; i++) {
      wire.peer.receive("{\"id\":%d,\"method\":\"wait\"}".formatted(i));
    }
    JsonObject refused = wire.ask("{\"id\":\"more\",\"method\":\"wait\"}");
    assertEquals(Json.of("more"), refused.get("id"));
    assertEquals(Json.of(-32603), error(refused).get("code"));
    assertEquals(4096, wire.begun.get(), "what is refused must not begin");

    wire.mayAnswer.complete(null);
    for (int i = 0; i < 2 * 4096; i++) {
      wire.next();
    }
    JsonObject served = wire.ask(PROBE);
    assertTrue(served.has("result"), served::toString);
  }

  @Test
  void theFirstAnswerCounts() throws InterruptedException {
    RpcAsk ask = wire.peer.ask("question", JsonObject.EMPTY);
    JsonObject question = wire.next();
    assertEquals("question", question.text("method").orElseThrow());
    answer(question, "\"result\":1");
    answer(question, "\"result\":2");
    answer(question, "\"error\":{}");

    assertEquals(Json.of(1), ask.await());
    answer(question, "\"result\":3");
    assertEquals(JsonText.parse("\"probe\""), wire.ask(PROBE).get("id"));
  }

  /// The Python SDK adds `"data": null` to its errors, and `null` is a result of its own.
  @Test
  void anAnswerIsAResultOrAnError() throws InterruptedException {
    assertEquals(JsonText.parse("null"), answered("\"result\":null"));
    assertEquals(JsonText.parse("null"), answered("\"result\":null,\"error\":null"));
    assertEquals("broken", refused("\"error\":{\"code\":1,\"message\":\"broken\",\"data\":null}"));
    assertEquals("why", refused("\"error\":{\"code\":1,\"message\":\"m\",\"data\":\"why\"}"));
    assertEquals("the client refused", refused("\"error\":7"));
    assertEquals("the client refused", refused("\"result\":{},\"error\":[]"));
  }

  private Json answered(String answer) throws InterruptedException {
    RpcAsk ask = wire.peer.ask("question", JsonObject.EMPTY);
    answer(wire.next(), answer);
    return ask.await();
  }

  private String refused(String answer) {
    return assertThrows(RpcRefused.class, () -> answered(answer)).text();
  }

  private void answer(JsonObject question, String answer) {
    wire.peer.receive("{\"id\":%s,%s}".formatted(JsonText.write(question.get("id")), answer));
  }

  @Test
  void whoWaitsForAClientThatIsGoneIsTold() {
    RpcAsk ask = wire.peer.ask("question", JsonObject.EMPTY);
    RpcAsk withdrawn = wire.peer.ask("question", JsonObject.EMPTY);
    withdrawn.withdraw();
    assertThrows(PeerGone.class, withdrawn::await);
    wire.peer.ask("question", JsonObject.EMPTY).ignore();
    wire.peer.close();

    assertThrows(PeerGone.class, ask::await);
    assertThrows(PeerGone.class, wire.peer.ask("question", JsonObject.EMPTY)::await);
  }

  @Test
  void aRequestThatIsTakenBackIsCancelledOnce() {
    RpcAsk ask = wire.peer.ask("question", JsonObject.EMPTY);
    JsonObject question = wire.next();

    ask.withdraw();
    ask.withdraw();

    JsonObject cancel = wire.next();
    assertEquals(Set.of("jsonrpc", "method", "params"), cancel.members().keySet());
    assertEquals("$/cancel_request", cancel.text("method").orElseThrow());
    assertEquals(question.get("id"), cancel.object("params").orElseThrow().get("requestId"));
    answer(question, "\"error\":{\"code\":-32800,\"message\":\"cancelled\"}");
    assertEquals(JsonText.parse("\"probe\""), wire.ask(PROBE).get("id"));
  }

  @Test
  void anAnsweredOrUnimportantRequestIsNotCancelled() throws InterruptedException {
    RpcAsk answered = wire.peer.ask("question", JsonObject.EMPTY);
    answer(wire.next(), "\"result\":1");
    assertEquals(Json.of(1), answered.await());
    answered.withdraw();
    wire.peer.ask("question", JsonObject.EMPTY).ignore();
    wire.next();

    assertEquals(JsonText.parse("\"probe\""), wire.ask(PROBE).get("id"));
  }

  @Test
  void aClientThatNeverReadsIsCutOffAndItsMemoryReturns() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    CountDownLatch cutOff = new CountDownLatch(1);
    RpcPeer peer = new RpcPeer(wire, (_, _, _) -> await(reads), cutOff::countDown);
    JsonObject megabyte = JsonObject.of("text", Json.of("x".repeat(1 << 20)));
    for (int i = 0; i < 64; i++) {
      assertEquals(1, cutOff.getCount());
      peer.tell("update", megabyte);
    }
    WeakReference<JsonObject> late = new WeakReference<>(tellAnother(peer));

    assertTrue(cutOff.await(30, TimeUnit.SECONDS));
    long end = System.nanoTime() + 30_000_000_000L;
    while (late.get() != null) {
      assertTrue(System.nanoTime() < end, "it is still kept");
      System.gc();
    }
    reads.countDown();
  }

  @Test
  void aMessageSaysWhetherAnotherFollowsAtOnce() throws Exception {
    Semaphore reads = new Semaphore(0);
    BlockingQueue<Boolean> followed = new LinkedBlockingQueue<>();
    Outlet slow =
        (_, _, isFollowed) -> {
          followed.add(isFollowed);
          reads.acquireUninterruptibly();
        };
    RpcPeer peer = new RpcPeer(wire, slow, () -> {});
    peer.tell("update", JsonObject.EMPTY);
    assertEquals(false, followed.poll(30, TimeUnit.SECONDS));
    peer.tell("update", JsonObject.EMPTY);
    peer.tell("update", JsonObject.EMPTY);
    reads.release(3);

    assertEquals(true, followed.poll(30, TimeUnit.SECONDS));
    assertEquals(false, followed.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void whoHasMuchToTellWaitsForTheReader() throws Exception {
    Semaphore reads = new Semaphore(0);
    CountDownLatch cutOff = new CountDownLatch(1);
    RpcPeer peer =
        new RpcPeer(wire, (_, _, _) -> reads.acquireUninterruptibly(), cutOff::countDown);
    JsonObject megabyte = JsonObject.of("text", Json.of("x".repeat(1 << 20)));
    AtomicInteger told = new AtomicInteger();
    FutureTask<Void> teller =
        new FutureTask<>(
            () -> {
              for (int i = 0; i < 100; i++) {
                peer.tell("update", megabyte);
                told.incrementAndGet();
                peer.awaitReader();
              }
              return null;
            });
    Thread thread = Thread.ofVirtual().start(teller);
    Eventually.holds(() -> thread.getState() == Thread.State.WAITING);
    assertTrue(told.get() < 20, told::toString);

    reads.release(1_000);
    teller.get(30, TimeUnit.SECONDS);

    assertEquals(1, cutOff.getCount());
  }

  @Test
  void whoWaitsForAReaderThatLeavesIsLetGo() throws Exception {
    Semaphore reads = new Semaphore(0);
    RpcPeer peer = new RpcPeer(wire, (_, _, _) -> reads.acquireUninterruptibly(), () -> {});
    for (int i = 0; i < 20; i++) {
      peer.tell("update", JsonObject.of("text", Json.of("x".repeat(1 << 20))));
    }
    FutureTask<Void> teller =
        new FutureTask<>(
            () -> {
              peer.awaitReader();
              return null;
            });
    Thread.ofVirtual().start(teller);

    peer.close();
    teller.get(30, TimeUnit.SECONDS);
    reads.release(1_000);
  }

  private static JsonObject tellAnother(RpcPeer peer) {
    JsonObject params = JsonObject.of("text", Json.of("y".repeat(2 << 20)));
    peer.tell("update", params);
    return params;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject error(JsonObject answer) {
    return answer.object("error").orElseThrow(() -> new AssertionError(answer.toString()));
  }
}
