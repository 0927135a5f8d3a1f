package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Clients that do not read what they asked for, and those that they share the server with. Most of
/// the time is waited, with a server for each test, so that some run side by side.
@Timeout(60)
class SlowReaderTest {
  private static final Pattern ID = Pattern.compile("(?m)^id: (\\d+)$");
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private TurnApi api = new TurnApi(PATIENCE);
  private SessionId id = api.session();

  @AfterEach
  void stop() {
    api.close();
  }

  private Socket request(String head, String body) throws IOException {
    Socket socket = new RawClient(api.server.server().port()).connect();
    String text =
        head
            + " HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return socket;
  }

  private Socket events() throws IOException {
    return request("GET /sessions/" + id + "/events", "");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aReplyIsHeldBackByItsClientAndThenCancelled() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          try {
            for (int i = 0; i < 2_000; i++) {
              voice.says("x".repeat(50_000));
            }
            new CountDownLatch(1).await();
          } finally {
            over.countDown();
          }
        });
    String body = "{\"session_id\":\"" + id + "\",\"user_message\":" + TurnApi.MESSAGE + "}";
    try (Socket _ = request("POST /reply", body)) {
      assertTrue(over.await(30, SECONDS));
    }
    Eventually.holds(() -> api.backend.conversations.messages(id).size() == 2);
    String said = api.backend.conversations.messages(id).getLast().text();
    assertTrue(said.length() < 2_000 * 50_000, "the turn has not heard all of it");
  }

  /// One megabyte for each event: more than the sockets hold, less than the ring does.
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aReaderOfEventsThatDoesNotReadIsLetGoAndNeitherTheTurnNorOthersWaitForIt() throws Exception {
    int events = 40;
    api.backend.model.plays(
        voice -> {
          for (int i = 0; i < events; i++) {
            voice.says("x".repeat(1_000_000));
          }
        });
    try (SseClient reading = api.events(id, null);
        Socket stuck = events()) {
      Eventually.holds(() -> api.server.server().openStreams() >= 2);
      api.sessionReply(id, TurnApi.R1);
      assertEquals(events + 1, reading.untilFinish().size());
      Eventually.holds(() -> api.server.server().openStreams() <= 1);
      String got = readToEnd(stuck);
      assertFalse(got.contains("\"Finish\""));
      List<String> ids = ID.matcher(got).results().map(id -> id.group(1)).toList();
      String lastWhole = ids.size() < 2 ? "0" : ids.get(ids.size() - 2);
      try (SseClient again = api.events(id, lastWhole)) {
        assertEquals(events + 1 - Integer.parseInt(lastWhole), again.untilFinish().size());
      }
    }
  }

  /// What comes until the stream ends in due form, or its connection does.
  private static String readToEnd(Socket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    String tail = "";
    try {
      int length = socket.getInputStream().read(part);
      while (length >= 0) {
        bytes.write(part, 0, length);
        // The end may come in two parts.
        tail += new String(part, Math.max(0, length - 7), Math.min(7, length), ISO_8859_1);
        boolean isLast = tail.endsWith("\r\n0\r\n\r\n");
        tail = tail.substring(Math.max(0, tail.length() - 7));
        length = isLast ? -1 : socket.getInputStream().read(part);
      }
    } catch (SocketException _) {
      // The server broke the connection off.
    }
    return bytes.toString(UTF_8);
  }

  /// It takes twice the patience for one event, but never stops.
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aReaderThatIsSlowButReadsGetsItsEvent() throws Exception {
    int size = 15_000_000;
    api.backend.model.plays(voice -> voice.says("x".repeat(size)));
    try (Socket slow = events()) {
      Eventually.holds(() -> api.server.server().openStreams() >= 1);
      api.sessionReply(id, TurnApi.R1);
      long begin = System.nanoTime();
      for (int tenth = 1; tenth <= 10; tenth++) {
        assertEquals(size / 10, slow.getInputStream().readNBytes(size / 10).length);
        awaitTime(begin + tenth * PATIENCE.toNanos() * 22 / 100);
      }
      String rest = readUntil(slow, "\"Finish\"");
      assertTrue(rest.contains("id: 2\n"), rest);
    }
  }

  private static void awaitTime(long nanos) {
    LockSupport.parkNanos(nanos - System.nanoTime());
  }

  private static String readUntil(Socket socket, String last) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(last) < 0) {
      text.append((char) socket.getInputStream().read());
    }
    return text.toString();
  }

  @Test
  void aReaderThatIsMoreThan256EventsBehindIsLetGo() throws Exception {
    usePatientServer();
    CountDownLatch stuckHasFirst = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          voice.says("x".repeat(20_000_000));
          stuckHasFirst.await();
          for (int i = 0; i < 400; i++) {
            voice.says("x");
          }
        });
    try (Socket slow = events()) {
      Eventually.holds(() -> api.server.server().openStreams() >= 1);
      api.sessionReply(id, TurnApi.R1);
      readUntil(slow, "id: 1\n");
      stuckHasFirst.countDown();
      api.awaitQuiet(id);
      String got = readToEnd(slow);
      assertFalse(got.contains("id: 2\n"), "the first event is all that it got");
      assertTrue(got.endsWith("\r\n0\r\n\r\n"), "the end is in due form");
    }
  }

  private void usePatientServer() {
    api.close();
    api = new TurnApi();
    id = api.session();
  }

  @Test
  void streamsThatAreClosedAreCountedOut() throws Exception {
    usePatientServer();
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sockets.add(events());
    }
    Eventually.holds(() -> api.server.server().openStreams() >= sockets.size());
    assertEquals(200, api.server.get("/status").statusCode());
    for (Socket socket : sockets) {
      socket.close();
    }
    Eventually.holds(() -> api.server.server().openStreams() <= 0);
  }
}
