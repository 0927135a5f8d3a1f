package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.SessionId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Turns and streams when the server stops. By HTTP/1.1: Java's client forgets what it has not read
/// yet when an HTTP/2 connection ends.
class ServerStopTest {
  private final TurnApi api = new TurnApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private static List<String> types(SseClient stream) {
    return stream.rest().stream().map(SseClient.Event::type).toList();
  }

  @Test
  void aReplyIsCancelledAndFinishes() throws Exception {
    api.hang();
    try (SseClient stream = api.reply(api.session())) {
      assertTrue(api.begun.await(30, SECONDS));
      api.server.server().close();
      assertTrue(api.cancelled.await(30, SECONDS));
      assertEquals(List.of("Message", "Finish"), types(stream));
    }
  }

  @Test
  void theReadersOfEventsGetTheEndOfTheTurn() throws Exception {
    api.hang();
    SessionId id = api.session();
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(30, SECONDS));
    try (SseClient reading = api.events(id, null);
        SseClient idle = api.events(api.session(), null)) {
      api.endTurns();
      api.server.server().close();
      assertEquals(List.of("ActiveRequests", "Message", "Finish"), types(reading));
      assertEquals(List.of(), types(idle));
    }
    assertEquals(0, api.server.server().openStreams());
  }

  /// Nobody cancels the turn here: its readers are let go nevertheless.
  @Test
  void aTurnThatDoesNotEndHoldsNobodyUp() throws Exception {
    api.hang();
    SessionId id = api.session();
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(30, SECONDS));
    try (SseClient reading = api.events(id, null)) {
      long begin = System.nanoTime();
      api.server.server().close();
      assertTrue(SECONDS.toNanos(20) > System.nanoTime() - begin);
      assertEquals(List.of("ActiveRequests", "Message"), types(reading));
    }
  }
}
