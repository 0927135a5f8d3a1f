package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.SseClient.Event;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.testkit.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
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

  @Test
  void whileAReplyRunsThatWasStartedOnAConnectionOfItsOwn() throws Exception {
    api.hang();
    try (SseClient stream = api.events(id, null);
        SseClient running = api.reply(id)) {
      assertTrue(api.begun.await(30, SECONDS));
      Event message = stream.next().orElseThrow();
      String requestId = message.json().text("request_id").orElseThrow();
      assertEquals(400, api.sessionReply(id, TurnApi.R1).statusCode());
      cancel(requestId);
      assertFinish(requestId, stream.next().orElseThrow());
      assertEquals("Finish", running.rest().getLast().type());
      assertTrue(api.cancelled.await(30, SECONDS));
    }
  }

  @Test
  void whileItWaitsForAnother() throws Exception {
    api.hang();
    try (SseClient running = api.reply(id)) {
      assertTrue(api.begun.await(30, SECONDS));
      FutureTask<SseClient> waiting = api.waitingReply(id);
      try (SseClient stream = api.events(id, null)) {
        Event active = stream.next().orElseThrow();
        List<Json> ids = active.json().array("request_ids").orElseThrow().items();
        assertEquals(2, ids.size());
        cancel(((JsonString) ids.getLast()).value());
        assertEquals("Error", waiting.get(30, SECONDS).rest().getFirst().type());
        assertEquals("Message", running.next().orElseThrow().type());
        assertEquals(1, api.cancelled.getCount());
      }
    }
  }

  @Test
  void whileItRunsTwiceAndAfterTheEnd() throws Exception {
    api.hang();
    try (SseClient stream = api.events(id, null)) {
      api.sessionReply(id, TurnApi.R1);
      assertTrue(api.begun.await(30, SECONDS));
      cancel(TurnApi.R2);
      cancel("no UUID at all");
      assertEquals(1, api.cancelled.getCount());
      cancel(TurnApi.R1);
      cancel(TurnApi.R1);
      assertEquals("Message", stream.next().orElseThrow().type());
      assertFinish(TurnApi.R1, stream.next().orElseThrow());
      cancel(TurnApi.R1);
      api.backend.model.plays(voice -> voice.says("done"));
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
    api.backend.model.isDeafToInterrupts();
    api.backend.model.plays(
        _ -> {
          tool.countDown();
          toolEnds.await();
        });
    api.sessionReply(id, TurnApi.R1);
    assertTrue(tool.await(30, SECONDS));
    assertEquals(400, api.sessionReply(id, TurnApi.R2).statusCode());
    cancel(TurnApi.R1);
    api.backend.model.plays(voice -> voice.says("second"));
    FutureTask<Integer> second =
        new FutureTask<>(() -> api.sessionReply(id, TurnApi.R2).statusCode());
    Thread.ofVirtual().start(second);
    Eventually.holds(() -> isActive(TurnApi.R2));
    try (SseClient stream = api.events(id, null)) {
      assertEquals("ActiveRequests", stream.next().orElseThrow().type());
      toolEnds.countDown();
      assertFinish(TurnApi.R1, stream.next().orElseThrow());
      assertEquals("Message", stream.next().orElseThrow().type());
      assertFinish(TurnApi.R2, stream.next().orElseThrow());
    }
    assertEquals(200, second.get());
  }

  private boolean isActive(String request) throws InterruptedException {
    try (Subscription reader = api.backend.useCases().turns().follow().follow(id, 0)) {
      return reader.next(Duration.ZERO).stream()
          .anyMatch(event -> event.equals(new SessionEvent.ActiveRequests(List.of(request))));
    }
  }

  /// A turn that waits behind the one that runs is deleted with the session at once.
  @Test
  void byDeletingTheSession() throws Exception {
    api.hang();
    try (SseClient running = api.reply(id)) {
      assertTrue(api.begun.await(30, SECONDS));
      FutureTask<SseClient> waiting = api.waitingReply(id);
      try (SseClient stream = api.events(id, null)) {
        long begin = System.nanoTime();
        assertEquals(200, api.server.method("DELETE", "/sessions/" + id).statusCode());
        assertTrue(SECONDS.toNanos(20) > System.nanoTime() - begin);
        // It may have begun when the other one had ended.
        String last = waiting.get(30, SECONDS).rest().getLast().type();
        assertTrue(Set.of("Error", "Finish").contains(last), last);
        assertEquals("Finish", running.rest().getLast().type());
        // The stream of the session stays open.
        for (int ends = 0; ends < 2; ) {
          ends += stream.next().orElseThrow().type().equals("Finish") ? 1 : 0;
        }
      }
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
