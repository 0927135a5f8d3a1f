package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.SseClient.Event;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/sessions/{id}/cancel` at every point of a request's life.
class CancelRequestTest {
  private final TurnApi api = new TurnApi();
  private final SessionId id = api.session();

  @AfterEach
  void stop() {
    api.close();
  }

  private void cancel(String requestId) {
    HttpResponse<String> answer = api.cancel(id, requestId);
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
    assertEquals("0", answer.headers().firstValue("content-length").get());
  }

  private static void assertFinish(String requestId, Event event) {
    assertEquals("Finish", event.type());
    assertEquals("stop", event.json().text("reason").get());
    assertEquals(requestId, event.json().text("chat_request_id").get());
    assertEquals(requestId, event.json().text("request_id").get());
  }

  private List<String> stored() {
    return api.backend.conversations.messages(id).stream().map(Message::text).toList();
  }

  @Test
  void beforeItsThreadRuns() {
    List<Runnable> waiting = new CopyOnWriteArrayList<>();
    api.backend.turns = waiting::add;
    try (SseClient stream = api.events(id, null)) {
      api.sessionReply(id, TurnApi.R1);
      cancel(TurnApi.R1);
      assertEquals(200, api.sessionReply(id, TurnApi.R2).statusCode());
      waiting.forEach(turn -> Thread.ofVirtual().start(turn));
      List<Event> events = List.of(stream.next().orElseThrow(), stream.next().orElseThrow());
      assertFinish(TurnApi.R1, of(TurnApi.R1, events));
      assertFinish(TurnApi.R2, of(TurnApi.R2, events));
    }
    assertEquals(List.of("hello"), stored());
  }

  private static Event of(String requestId, List<Event> events) {
    return events.stream()
        .filter(event -> event.json().text("request_id").get().equals(requestId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whileItWaitsForAReply() throws Exception {
    api.hang();
    try (SseClient running = api.reply(id);
        SseClient stream = api.events(id, null)) {
      assertTrue(api.begun.await(5, SECONDS));
      api.sessionReply(id, TurnApi.R1);
      cancel(TurnApi.R1);
      assertFinish(TurnApi.R1, stream.next().orElseThrow());
      assertEquals(List.of("hello"), stored());
      assertEquals("Message", running.next().orElseThrow().type());
      assertEquals(1, api.cancelled.getCount(), "a reply of its own connection has no request id");
    }
  }

  @Test
  void whileItRunsTwiceAndAfterTheEnd() throws Exception {
    api.hang();
    try (SseClient stream = api.events(id, null)) {
      api.sessionReply(id, TurnApi.R1);
      assertTrue(api.begun.await(5, SECONDS));
      cancel(TurnApi.R2);
      cancel("no UUID at all");
      assertEquals(1, api.cancelled.getCount());
      cancel(TurnApi.R1);
      cancel(TurnApi.R1);
      assertEquals("Message", stream.next().orElseThrow().type());
      assertFinish(TurnApi.R1, stream.next().orElseThrow());
      cancel(TurnApi.R1);
      api.backend.engine = start -> TurnApi.says(start.output(), "done");
      assertEquals(200, api.sessionReply(id, TurnApi.R1).statusCode());
      assertEquals("Message", stream.next().orElseThrow().type());
      assertFinish(TurnApi.R1, stream.next().orElseThrow());
    }
  }

  /// The old turn may take its time to end; its events still bear its own id.
  @Test
  void anotherRequestIsTakenBeforeTheOldOneHasEnded() throws Exception {
    CountDownLatch tool = new CountDownLatch(1);
    CountDownLatch toolEnds = new CountDownLatch(1);
    api.backend.engine =
        start ->
            start
                .output()
                .uninterrupted(
                    () -> {
                      tool.countDown();
                      await(toolEnds);
                    });
    api.sessionReply(id, TurnApi.R1);
    assertTrue(tool.await(5, SECONDS));
    assertEquals(400, api.sessionReply(id, TurnApi.R2).statusCode());
    cancel(TurnApi.R1);
    api.backend.engine = start -> TurnApi.says(start.output(), "second");
    assertEquals(200, api.sessionReply(id, TurnApi.R2).statusCode());
    try (SseClient stream = api.events(id, null)) {
      Event active = stream.next().orElseThrow();
      assertEquals("ActiveRequests", active.type());
      assertEquals(
          "{\"type\":\"ActiveRequests\",\"request_ids\":[\"" + TurnApi.R2 + "\"]}",
          JsonText.write(active.json()));
      toolEnds.countDown();
      assertFinish(TurnApi.R1, stream.next().orElseThrow());
      assertEquals("Message", stream.next().orElseThrow().type());
      assertFinish(TurnApi.R2, stream.next().orElseThrow());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("a cancel interrupted what it must not", e);
    }
  }

  /// A request that waits behind the one that runs is deleted with the session at once.
  @Test
  void byDeletingTheSession() throws Exception {
    api.hang();
    try (SseClient running = api.reply(id);
        SseClient stream = api.events(id, null)) {
      assertTrue(api.begun.await(5, SECONDS));
      api.sessionReply(id, TurnApi.R1);
      long begin = System.nanoTime();
      assertEquals(200, api.server.method("DELETE", "/sessions/" + id).statusCode());
      assertTrue(SECONDS.toNanos(3) > System.nanoTime() - begin);
      assertFinish(TurnApi.R1, stream.rest().getLast());
      assertEquals("Finish", running.rest().getLast().type());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 422",
        "{\"request_id\":1} | 422",
        "{\"request_id\":null} | 422",
        "[] | 422",
        "{\"request_id\":\"x\" | 400",
        "{\"request_id\":\"x\",\"more\":1} | 200",
      })
  void theRequestIsDecodedAsAllOthers(String body, int status) {
    api.events(id, null).close();
    assertEquals(status, api.server.post("/sessions/" + id + "/cancel", body).statusCode());
  }

  @Test
  void whereNobodyListensAndNothingRanThereIsNothingToCancel() {
    assertEquals(404, api.cancel(id, TurnApi.R1).statusCode());
    assertEquals(404, api.cancel(new SessionId("nope"), TurnApi.R1).statusCode());
    api.sessionReply(id, TurnApi.R1);
    cancel(TurnApi.R1);
  }
}
