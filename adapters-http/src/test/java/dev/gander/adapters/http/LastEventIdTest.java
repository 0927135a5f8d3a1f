package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.SseClient.Event;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that come back to the events of a session and say what they have seen.
class LastEventIdTest {
  private static final String RELOAD =
      "{\"type\":\"Error\",\"error\":\"Client too far behind — reload conversation\"}";

  private final TurnApi api = new TurnApi();
  private final SessionId id = api.session();

  @AfterEach
  void stop() {
    api.close();
  }

  /// A turn of that many events, the end included, and nobody listens.
  private void turn(String requestId, int events) throws InterruptedException {
    api.backend.model.plays(voice -> says(voice, events - 1));
    api.sessionReply(id, requestId);
    api.awaitQuiet(id);
  }

  private static void says(PlayedModel.Voice voice, int fragments) throws InterruptedException {
    for (int i = 0; i < fragments; i++) {
      voice.says("x");
    }
  }

  private static Message stored(String text) {
    return Message.assistant("m1", 1, new Content.Text(text));
  }

  private List<String> ids(String lastId) {
    try (SseClient stream = api.events(id, lastId)) {
      return stream.untilFinish().stream().map(event -> event.id().orElseThrow()).toList();
    }
  }

  private static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "0",
        "+0",
        "000",
        "",
        "+",
        "-1",
        "-0",
        "2.0",
        "2e0",
        "0x2",
        "2 2",
        "2,2",
        "two",
        "18446744073709551616",
        "99999999999999999999999999999999999999999999"
      })
  void whatIsNoNumberCountsAsNone(String lastId) throws Exception {
    turn(TurnApi.R1, 4);
    assertEquals(numbers(1, 4), ids(lastId));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "2, 3",
    "02, 3",
    "+2, 3",
    "+002, 3",
    "00000000000000000000000000000000003, 4"
  })
  void whatIsNewerComesAgain(String lastId, int first) throws Exception {
    turn(TurnApi.R1, 4);
    assertEquals(numbers(first, 4), ids(lastId));
  }

  /// Java would read these digits as 2.
  @ParameterizedTest
  @ValueSource(strings = {"٢", "２"})
  void onlyAsciiDigitsAreANumber(String lastId) throws Exception {
    turn(TurnApi.R1, 4);
    try (Socket socket = new RawClient(api.server.server().port()).connect()) {
      String request =
          "GET /sessions/"
              + id
              + "/events HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\nLast-Event-ID: "
              + lastId
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      StringBuilder text = new StringBuilder();
      while (text.indexOf("id: ") < 0) {
        text.append((char) socket.getInputStream().read());
      }
      assertEquals('1', socket.getInputStream().read());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5", "999999", "18446744073709551615", "9223372036854775808"})
  void afterTheNewestOnlyLiveEventsCome(String lastId) throws Exception {
    turn(TurnApi.R1, 4);
    try (SseClient stream = api.events(id, lastId)) {
      assertEquals(": ping 0", stream.line(_ -> true));
      api.sessionReply(id, TurnApi.R2);
      List<Event> events = stream.untilFinish();
      assertEquals(Optional.of("5"), events.getFirst().id());
      assertEquals(TurnApi.R2, events.getFirst().json().text("chat_request_id").get());
    }
  }

  @Test
  void theRingKeeps512Events() throws Exception {
    turn(TurnApi.R1, 600);
    assertEquals(numbers(89, 600), ids(null));
    assertEquals(numbers(90, 600), ids("89"));
    assertEquals(numbers(600, 600), ids("599"));
    for (String missed : List.of("1", "87", "88")) {
      assertReload(missed);
    }
  }

  @Test
  void aTurnOfAnyLengthIsKeptOnlyInPart() throws Exception {
    turn(TurnApi.R1, 20_000);
    assertEquals(numbers(20_000 - 511, 20_000), ids(null));
  }

  /// One frame, number 0, and then nothing.
  private void assertReload(String lastId) {
    try (SseClient stream = api.events(id, lastId)) {
      Event only = stream.next().orElseThrow();
      assertEquals(Optional.of("0"), only.id(), lastId);
      assertEquals(RELOAD, JsonText.write(only.json()));
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  void aClientOfAnEarlierProcessIsToldToReloadAndThenGoesOn() throws Exception {
    turn(TurnApi.R1, 4);
    api.backend.conversations.append(id, List.of(stored("kept")));
    api.backend.clock.advance(Duration.ofSeconds(1));
    api.restart();
    assertReload("4");
    assertReload("2");
    turn(TurnApi.R2, 2);
    assertReload("4");
    List<String> fresh = ids("0");
    assertEquals(2, fresh.size());
    assertEquals(List.of(fresh.get(1)), ids(fresh.get(0)));

    api.backend.clock.advance(Duration.ofHours(-2));
    api.restart();
    assertReload(fresh.get(1));
    assertReload("4");
  }

  @Test
  void eventsThatCameBetweenAreNeitherLostNorRepeated() throws Exception {
    String last = "0";
    int seen = 0;
    api.backend.model.plays(voice -> says(voice, 299));
    api.sessionReply(id, TurnApi.R1);
    while (seen < 300) {
      try (SseClient stream = api.events(id, last)) {
        // A reader that the burst has left behind is let go, and comes back like the others.
        Optional<Event> next = stream.next();
        for (int i = 0; i < 7 && next.isPresent(); i++) {
          if (next.get().id().isPresent()) {
            seen++;
            last = next.get().id().get();
            assertEquals(Integer.toString(seen), last);
          }
          next = i < 6 && seen < 300 ? stream.next() : Optional.empty();
        }
      }
    }
  }
}
