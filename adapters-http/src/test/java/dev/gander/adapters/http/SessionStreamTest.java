package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/sessions/{id}/events`, `/reply` and `/cancel`, by HTTP/1.1 and by HTTP/2.
@ParameterizedClass
@ValueSource(booleans = {false, true})
class SessionStreamTest {
  @TempDir private static Path folder;

  private final TurnApi api;

  SessionStreamTest(boolean isHttp2) {
    api = TurnApi.over(isHttp2, folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void eventsOfASessionAreNumberedAndNameTheirRequest() {
    api.backend.model.plays(voice -> voice.says("Hi"));
    SessionId id = api.session();
    try (SseClient stream = api.events(id, null)) {
      assertEquals(": ping 0", stream.line(_ -> true));
      assertEquals(
          "{\"request_id\":\"" + TurnApi.R1 + "\"}", api.sessionReply(id, TurnApi.R1).body());
      SseClient.Event message = stream.next().orElseThrow();
      assertEquals(Optional.of("1"), message.id());
      assertEquals(TurnApi.R1, message.json().text("chat_request_id").get());
      assertEquals(TurnApi.R1, message.json().text("request_id").get());
      SseClient.Event finish = stream.next().orElseThrow();
      assertEquals(Optional.of("2"), finish.id());
      assertEquals("Finish", finish.type());
    }
  }

  @Test
  void oneTurnRunsAtATimeAndIsNotEndedByLosingItsListeners() throws Exception {
    api.hang();
    SessionId id = api.session();
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(30, SECONDS));
    try (SseClient stream = api.events(id, null)) {
      SseClient.Event active = stream.next().orElseThrow();
      assertEquals(Optional.empty(), active.id());
      assertEquals(
          "{\"type\":\"ActiveRequests\",\"request_ids\":[\"" + TurnApi.R1 + "\"]}",
          JsonText.write(active.json()));
    }
    HttpResponse<String> busy = api.sessionReply(id, TurnApi.R2);
    assertEquals(400, busy.statusCode());
    assertEquals(
        "{\"message\":\"Session already has an active request. Cancel it first.\"}", busy.body());
    Eventually.holds(() -> api.server.server().openStreams() <= 0);
    assertEquals(1, api.cancelled.getCount());
    api.cancel(id, TurnApi.R1);
    assertTrue(api.cancelled.await(30, SECONDS));
  }

  @Test
  void deletingASessionEndsItsTurnAndLeavesItsStreamOpenAndSilent() throws Exception {
    api.hang();
    SessionId id = api.session();
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(30, SECONDS));
    try (SseClient stream = api.events(id, null)) {
      assertEquals("ActiveRequests", stream.next().orElseThrow().type());
      assertEquals(200, api.server.method("DELETE", "/sessions/" + id).statusCode());
      assertTrue(api.cancelled.await(30, SECONDS));
      assertEquals("Finish", stream.untilFinish().getLast().type());
      for (int beats = 0; beats < 3; beats++) {
        assertTrue(String.valueOf(stream.line(line -> !line.isEmpty())).startsWith(": ping "));
      }
      assertEquals(404, api.server.get("/sessions/" + id + "/events").statusCode());
      assertEquals(404, api.cancel(id, TurnApi.R1).statusCode());
      assertEquals(404, api.sessionReply(id, TurnApi.R2).statusCode());
      api.server.server().close();
      assertEquals(List.of(), stream.rest());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0195e8a16f007c3a9b112f6d0c9a4e01",
        "{0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01}",
        "urn:uuid:0195E8A1-6F00-7C3A-9B11-2F6D0C9A4E01"
      })
  void aRequestIdMayBeAnyFormOfAUuid(String requestId) {
    HttpResponse<String> answer = api.sessionReply(api.session(), requestId);
    assertEquals(200, answer.statusCode());
    assertEquals(JsonObject.of("request_id", Json.of(requestId)), JsonText.parse(answer.body()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e0",
        "{0195e8a16f007c3a9b112f6d0c9a4e01"
      })
  void aRequestIdMustBeAUuid(String requestId) {
    HttpResponse<String> answer = api.sessionReply(new SessionId("nope"), requestId);
    assertEquals(400, answer.statusCode());
    assertEquals("{\"message\":\"request_id must be a valid UUID\"}", answer.body());
  }

  @Test
  void anUnknownSessionHasNeitherEventsNorReplies() {
    SessionId nope = new SessionId("nope");
    assertEquals(404, api.sessionReply(nope, TurnApi.R1).statusCode());
    assertEquals(
        "{\"message\":\"Session nope not found\"}", api.sessionReply(nope, TurnApi.R1).body());
    assertEquals(404, api.server.get("/sessions/nope/events").statusCode());
    assertEquals(404, api.cancel(api.session(), TurnApi.R1).statusCode());
  }

  @Test
  void severalClientsSeeTheSameEvents() {
    api.backend.model.plays(
        voice -> {
          for (int word = 0; word < 20; word++) {
            voice.says(" " + word);
          }
        });
    SessionId id = api.session();
    List<SseClient> clients = Stream.generate(() -> api.events(id, null)).limit(5).toList();
    api.sessionReply(id, TurnApi.R1);
    List<List<SseClient.Event>> seen = clients.stream().map(SseClient::untilFinish).toList();
    assertEquals(21, seen.getFirst().size());
    assertEquals(1, Set.copyOf(seen).size());
    clients.forEach(SseClient::close);
  }

  /// As Goose Desktop does, which has up to ten chats open.
  @Test
  void turnsOfManySessionsAreFollowedAtOnce() {
    api.backend.model.plays(voice -> voice.says(voice.request().sessionId()));
    List<SessionId> ids = Stream.generate(() -> api.session()).limit(10).toList();
    List<SseClient> clients = ids.stream().map(id -> api.events(id, null)).toList();
    ids.forEach(id -> api.sessionReply(id, TurnApi.R1));
    for (int i = 0; i < ids.size(); i++) {
      List<SseClient.Event> events = clients.get(i).untilFinish();
      assertEquals(2, events.size());
      assertTrue(JsonText.write(events.getFirst().json()).contains('"' + ids.get(i).value() + '"'));
    }
    clients.forEach(SseClient::close);
  }

  @Test
  void aServerThatStopsEndsTheTurnAndThenItsEvents() throws Exception {
    api.hang();
    SessionId id = api.session();
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(30, SECONDS));
    try (SseClient reading = api.events(id, "1");
        SseClient idle = api.events(api.session(), null)) {
      api.endTurns();
      assertEquals(List.of("ActiveRequests", "Finish"), types(reading.rest()));
      assertEquals(List.of(), idle.rest());
    }
  }

  private static List<String> types(List<SseClient.Event> events) {
    return events.stream().map(SseClient.Event::type).toList();
  }
}
