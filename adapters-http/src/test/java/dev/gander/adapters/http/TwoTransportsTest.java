package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Turns belong to the application: it does not matter by which transport one is started, followed
/// or cancelled.
@Timeout(60)
class TwoTransportsTest {
  private final TurnApi api = new TurnApi();
  private StdioPeer peer;

  @BeforeEach
  void connect() throws Exception {
    peer = new StdioPeer(api.backend.useCases());
  }

  @AfterEach
  void stop() throws Exception {
    peer.close();
    api.close();
  }

  /// The name of the turn that runs.
  private static String activeRequest(SseClient events) {
    List<String> ids =
        JsonFields.of(events.next().orElseThrow().json())
            .required("request_ids", JsonFields.listOf(JsonFields::asText));
    assertEquals(1, ids.size());
    return ids.getFirst();
  }

  @Test
  void aTurnOfStdioIsFollowedAndCancelledByHttp() throws Exception {
    api.hang();
    SessionId id = api.session();
    peer.say(id, "hello");
    assertTrue(api.begun.await(30, SECONDS));

    try (SseClient events = api.events(id, null)) {
      String request = activeRequest(events);
      assertEquals("Message", events.next().orElseThrow().type());
      assertEquals(200, api.cancel(id, request).statusCode());
      assertEquals("Finish", events.next().orElseThrow().type());
    }

    assertTrue(api.cancelled.await(30, SECONDS));
    assertEquals("message thinking", peer.line());
    assertEquals("Finished", peer.line());
    assertEquals("over", peer.line());
  }

  @Test
  void aTurnEndsWhenItsPeerIsCutOffAndHttpSeesTheEnd() throws Exception {
    api.hang();
    SessionId id = api.session();
    peer.say(id, "hello");
    assertTrue(api.begun.await(30, SECONDS));

    try (SseClient events = api.events(id, null)) {
      activeRequest(events);
      assertEquals("Message", events.next().orElseThrow().type());
      peer.leave();
      assertEquals("Finish", events.next().orElseThrow().type());
    }

    assertTrue(api.cancelled.await(30, SECONDS));
    assertEquals(
        List.of("hello", "thinking"),
        api.backend.conversations.messages(id).stream().map(Message::text).toList());
  }

  @Test
  void aTurnOfReplyIsFollowedAndCancelledByStdio() throws Exception {
    api.hang();
    SessionId id = api.session();
    try (SseClient reply = api.reply(id)) {
      assertTrue(api.begun.await(30, SECONDS));
      peer.follow(id);
      String active = peer.line();
      assertTrue(active.startsWith("active "), active);
      assertEquals("message thinking", peer.line());

      peer.cancel(id, active.substring("active ".length()));

      assertEquals("Finish", reply.rest().getLast().type());
      assertEquals("Finished", peer.line());
    }
    assertTrue(api.cancelled.await(30, SECONDS));
  }

  @Test
  void aFollowerThatIsCutOffDoesNotEndTheTurn() throws Exception {
    api.hang();
    SessionId id = api.session();
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(30, SECONDS));
    peer.follow(id);
    assertEquals("active " + TurnApi.R1, peer.line());

    peer.close();

    assertEquals(1, api.cancelled.getCount());
    assertEquals(200, api.cancel(id, TurnApi.R1).statusCode());
    assertTrue(api.cancelled.await(30, SECONDS));
  }

  @Test
  void aTurnOfOneTransportIsRefusedWhileTheOtherHasOne() throws Exception {
    api.hang();
    SessionId id = api.session();
    peer.say(id, "hello");
    assertTrue(api.begun.await(30, SECONDS));

    assertEquals(400, api.sessionReply(id, TurnApi.R1).statusCode());
    assertEquals("message thinking", peer.line());
    peer.say(id, "again");

    assertTrue(peer.line().startsWith("refused "));
  }

  @Test
  void aTurnThatCannotStartSaysSoAndEnds() throws Exception {
    SessionDetails details = SessionDetails.of("New Chat", "/work", GooseMode.AUTO);
    peer.say(api.backend.sessions.create(details).id(), "hello");

    assertEquals("failed The session has no model yet", peer.line());
    assertEquals("over", peer.line());
  }

  @Test
  void aTurnOfAnUnknownSessionIsRefused() throws Exception {
    peer.say(new SessionId("nope"), "hello");

    assertEquals("refused Session not found: nope", peer.line());
  }
}
