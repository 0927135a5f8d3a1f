package dev.gander.adapters.http;

import static dev.gander.adapters.http.Http2Wire.DATA;
import static dev.gander.adapters.http.Http2Wire.GOAWAY;
import static dev.gander.adapters.http.Http2Wire.RST_STREAM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.Http2Wire.Frame;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request that its client gives up ends alone, whenever that happens: the connection and its
/// other streams go on.
class Http2ResetTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int LARGE = 300_000;
  private static final int FIRST_WINDOW = 65_535;

  @TempDir private static Path folder;
  private static TlsIdentity tls;
  private static TestServer server;

  private static final BlockingQueue<QueueFeed> feeds = new LinkedBlockingQueue<>();
  private static final Semaphore begun = new Semaphore(0);
  private static final Semaphore goOn = new Semaphore(0);

  @BeforeAll
  static void start() {
    tls = TlsIdentity.selfSigned(folder, new SecureRandom());
    server =
        TestServer.start(
            List.of(
                Route.get("short", "/short", _ -> Answer.text("yes")),
                Route.get("empty", "/empty", _ -> Answer.empty()),
                Route.get("large", "/large", _ -> Answer.text("x".repeat(LARGE))),
                Route.get("held", "/held", _ -> held()),
                Route.post("upload", "/upload", Http2ResetTest::upload),
                Route.get("events", "/events", _ -> events()),
                Route.get("broken", "/broken", _ -> new Answer.Events(broken()))),
            tls,
            Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer held() throws InterruptedException {
    begun.release();
    goOn.acquire();
    return Answer.text("late");
  }

  private static Answer upload(Call call) {
    begun.release();
    return Answer.json(call.body(_ -> JsonObject.EMPTY));
  }

  private static Answer events() {
    QueueFeed feed = new QueueFeed();
    feeds.add(feed);
    return new Answer.Events(feed);
  }

  private static EventFeed broken() {
    return new EventFeed() {
      @Override
      public Step next(Duration patience) {
        throw new IllegalStateException("no next event");
      }

      @Override
      public Optional<SseFrame> failure() {
        return Optional.of(SseFrame.comment("broken"));
      }

      @Override
      public void close() {}
    };
  }

  private static Http2Wire connect(byte... settings) throws IOException {
    return Http2Wire.connect(server, tls, settings);
  }

  private static QueueFeed opensEvents(Http2Wire wire, int stream) throws Exception {
    wire.get(stream, "/events");
    QueueFeed feed = feeds.take();
    assertTrue(feed.isAskedWithin(LONG));
    return feed;
  }

  /// The stream with its events, and a new request.
  private static void assertGoesOn(Http2Wire wire, int events, QueueFeed feed) throws IOException {
    feed.event(SseFrame.comment("still here"));
    feed.end();
    assertTrue(body(wire.readToEnd(events), events).endsWith(": still here\n\n"));
    wire.get(99, "/short");
    List<Frame> frames = wire.readToEnd(99);
    assertEquals("yes", body(frames, 99));
  }

  private static String body(List<Frame> frames, int stream) {
    StringBuilder body = new StringBuilder();
    for (Frame frame : frames) {
      assertFalse(frame.type() == GOAWAY, "the connection ends");
      assertFalse(frame.type() == RST_STREAM && frame.stream() == stream, "the answer breaks off");
      if (frame.type() == DATA && frame.stream() == stream) {
        body.append(frame.payload());
      }
    }
    return body.toString();
  }

  /// The first that Helidon would end the connection for: the newer stream is still open.
  @ParameterizedTest
  @ValueSource(strings = {"/short", "/empty", "/none", "/large"})
  void afterTheAnswer(String path) throws Exception {
    try (Http2Wire wire = connect()) {
      wire.widen(0, LARGE);
      wire.get(1, path);
      wire.widen(1, LARGE);
      wire.readToEnd(1);
      QueueFeed feed = opensEvents(wire, 3);

      wire.reset(1);
      wire.reset(1);

      assertGoesOn(wire, 3, feed);
    }
  }

  @Test
  void beforeTheRequestIsRead() throws Exception {
    try (Http2Wire wire = connect()) {
      wire.widen(0, LARGE);
      QueueFeed feed = opensEvents(wire, 1);
      wire.get(3, "/large");
      wire.reset(3);
      wire.post(5, "/upload");
      wire.reset(5);
      wire.get(7, "/events");
      wire.reset(7);

      assertGoesOn(wire, 1, feed);
      assertTrue(feeds.take().isClosedWithin(LONG));
    } finally {
      begun.drainPermits();
    }
  }

  @Test
  void whileTheBodyComes() throws Exception {
    try (Http2Wire wire = connect()) {
      QueueFeed feed = opensEvents(wire, 1);
      wire.post(3, "/upload");
      wire.send(DATA, 0, 3, "{\"a\":".getBytes(US_ASCII));
      begun.acquire();
      wire.reset(3);
      wire.reset(3);

      assertGoesOn(wire, 1, feed);
    }
  }

  /// Its head may still come, since it is needed to read those after it; nothing else does.
  @Test
  void whileTheOperationRuns() throws Exception {
    try (Http2Wire wire = connect()) {
      QueueFeed feed = opensEvents(wire, 1);
      wire.get(3, "/held");
      begun.acquire();
      wire.reset(3);
      List<Frame> frames = wire.readToNow();
      goOn.release();
      wire.get(5, "/short");
      frames.addAll(wire.readToEnd(5));
      frames.addAll(wire.readToNow());

      assertEquals("yes", body(frames, 5));
      assertEquals("", body(frames, 3));
      assertGoesOn(wire, 1, feed);
    }
  }

  /// It waits for its window; what the other streams can send is not counted against it.
  @Test
  void whileTheAnswerIsWritten() throws Exception {
    try (Http2Wire wire = connect()) {
      wire.widen(0, 10 * LARGE);
      QueueFeed feed = opensEvents(wire, 1);
      wire.get(3, "/large");
      List<Frame> frames = new ArrayList<>();
      while (body(frames, 3).length() < FIRST_WINDOW) {
        frames.add(wire.read());
      }
      wire.reset(3);
      wire.widen(3, LARGE);
      wire.get(5, "/large");
      wire.widen(5, LARGE);

      List<Frame> rest = wire.readToEnd(5);
      assertEquals(LARGE, body(rest, 5).length());
      assertEquals("", body(rest, 3));
      assertGoesOn(wire, 1, feed);
    }
  }

  /// A client may take what follows the end for the failure of an answer that was good.
  @Test
  void anAnswerThatHasEndedIsNotResetByTheServer() throws Exception {
    try (Http2Wire wire = connect()) {
      for (int stream = 1; stream < 100; stream += 4) {
        wire.get(stream, "/broken");
        List<Frame> frames = wire.readToEnd(stream);
        wire.get(stream + 2, "/short");
        frames.addAll(wire.readToEnd(stream + 2));
        assertEquals(": broken\n\n", body(frames, stream));
      }
    }
  }

  @Test
  void whileEventsAreStreamed() throws Exception {
    try (Http2Wire wire = connect()) {
      QueueFeed feed = opensEvents(wire, 1);
      QueueFeed given = opensEvents(wire, 3);
      wire.reset(3);

      assertTrue(given.isClosedWithin(LONG));
      assertGoesOn(wire, 1, feed);
    }
  }

  /// What has not begun cannot be given up (RFC 9113, 5.1).
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 7})
  void aStreamThatIsNotOneIsAMistake(int stream) throws Exception {
    try (Http2Wire wire = connect()) {
      wire.get(1, "/short");
      wire.readToEnd(1);
      wire.reset(stream);
      assertEquals(1, wire.readToGoAway(), "PROTOCOL_ERROR");
    }
  }

  /// Together the answers are much larger than the window of the connection, which each sees for
  /// itself alone.
  @Test
  void answersSideBySideStayWithinTheWindowOfTheConnection() throws Exception {
    int streams = 20;
    byte[] wideStreams = {0, 4, 0x10, 0, 0, 0};
    try (Http2Wire wire = connect(wideStreams)) {
      for (int i = 0; i < streams; i++) {
        wire.get(2 * i + 1, "/large");
      }
      long window = FIRST_WINDOW;
      int ended = 0;
      int unacknowledged = 0;
      while (ended < streams) {
        Frame frame = wire.read();
        assertFalse(frame.type() == GOAWAY || frame.type() == RST_STREAM, frame::toString);
        if (frame.type() == DATA) {
          window -= frame.payload().length();
          unacknowledged += frame.payload().length();
          assertTrue(window >= 0, "more than the client can take");
        }
        ended += frame.ends(frame.stream()) ? 1 : 0;
        if (window == 0) {
          wire.widen(0, unacknowledged);
          window += unacknowledged;
          unacknowledged = 0;
        }
      }
      wire.get(99, "/short");
      assertEquals("yes", body(wire.readToEnd(99), 99));
    }
  }

  @Test
  void aWindowThatOverflowsEndsTheConnection() throws Exception {
    try (Http2Wire wire = connect()) {
      wire.widen(0, Integer.MAX_VALUE);
      assertEquals(3, wire.readToGoAway(), "FLOW_CONTROL_ERROR");
    }
  }

  /// Such as 0x8 of RFC 8441 (helidon #12196). Without the setting after it the answer would wait.
  @Test
  void anUnknownSettingDoesNotSpoilThoseAfterIt() throws Exception {
    byte[] settings = {0, 8, 0, 0, 0, 1, 0, 4, 0x10, 0, 0, 0, 0x7a, 0x7a, 1, 2, 3, 4};
    try (Http2Wire wire = connect(settings)) {
      wire.widen(0, LARGE);
      wire.get(1, "/large");
      assertEquals(LARGE, body(wire.readToEnd(1), 1).length());
    }
  }

  @Test
  void dozensAtOnceAreNoAttack() throws Exception {
    try (Http2Wire wire = connect()) {
      wire.widen(0, 40 * LARGE);
      QueueFeed feed = opensEvents(wire, 1);
      for (int i = 0; i < 40; i++) {
        wire.get(4 * i + 101, "/large");
        wire.reset(4 * i + 101);
        wire.post(4 * i + 103, "/upload");
        wire.reset(4 * i + 103);
      }
      feed.end();
      wire.readToEnd(1);
      wire.get(1001, "/short");
      assertEquals("yes", body(wire.readToEnd(1001), 1001));
    } finally {
      begun.drainPermits();
    }
  }

  @Test
  void aThousandAtOnceEndTheConnection() throws Exception {
    try (Http2Wire wire = connect()) {
      wire.widen(0, 1 << 20);
      for (int i = 0; i <= 1_000; i++) {
        wire.get(2 * i + 1, "/events");
        wire.reset(2 * i + 1);
      }
      assertEquals(11, wire.readToGoAway(), "ENHANCE_YOUR_CALM");
      assertEquals(200, server.get("/short").statusCode());
    } finally {
      feeds.clear();
    }
  }

  /// As a window with many chats does (Desktop 1.39): of each three requests at once the first is
  /// given up right away. The long loop is `./gander bench cancels`.
  @Test
  void chatsSideBySideLoseNothing() throws Exception {
    int chats = 40;
    CountDownLatch together = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < chats; i++) {
        all.add(
            threads.submit(
                () -> {
                  together.await();
                  chat();
                  return null;
                }));
      }
      together.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static void chat() throws IOException {
    try (Http2Wire wire = connect((byte) 0, (byte) 4, (byte) 0, (byte) 0x10, (byte) 0, (byte) 0)) {
      for (int round = 0; round < 5; round++) {
        int first = 6 * round + 1;
        wire.widen(0, 3 * LARGE);
        wire.get(first, round % 2 == 0 ? "/large" : "/short");
        wire.get(first + 2, "/short");
        wire.get(first + 4, "/large");
        List<Frame> frames = new ArrayList<>();
        for (int i = ThreadLocalRandom.current().nextInt(4); i > 0; i--) {
          frames.addAll(wire.readToNow());
        }
        wire.reset(first);
        while (!hasEnded(frames, first + 2) || !hasEnded(frames, first + 4)) {
          frames.add(wire.read());
        }
        assertEquals("yes", body(frames, first + 2));
        assertEquals(LARGE, body(frames, first + 4).length());
      }
    }
  }

  private static boolean hasEnded(List<Frame> frames, int stream) {
    return frames.stream().anyMatch(frame -> frame.ends(stream));
  }
}
