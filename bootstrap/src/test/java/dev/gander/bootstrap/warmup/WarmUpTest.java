package dev.gander.bootstrap.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.error.InvalidInput;
import dev.gander.process.ProcessIdentity;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When it is practised, with a server that counts its turns and has none.
class WarmUpTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path state;

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private volatile Duration idle = LONG;
  private volatile int turnsUntilSomebodyAsks = Integer.MAX_VALUE;
  private volatile int turnsUntilOneHangs = Integer.MAX_VALUE;
  private HttpServer http;

  @BeforeEach
  void listen() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  @AfterEach
  void stopListening() {
    hanging.countDown();
    http.stop(0);
  }

  @Test
  void turnsOfSeveralSessionsArePractisedAndNothingIsLeft() throws Exception {
    try (WarmUp warmUp = new WarmUp(state, this::server)) {
      warmUp.begin(this::idle);

      Eventually.holds(this::isOver);
    }
    assertEquals(200, turns.get());
    assertEquals(20, sessions.get());
  }

  @Test
  void nothingBeginsWhileSomebodyAsks() throws Exception {
    idle = Duration.ofMillis(249);
    try (WarmUp warmUp = new WarmUp(state, this::server)) {
      warmUp.begin(this::idle);
      Eventually.holds(() -> looks.get() > 3);
      assertEquals(0, started.get());
      assertEquals(List.of(), folders());

      idle = Duration.ofMillis(250);
      Eventually.holds(this::isOver);
    }
  }

  @Test
  void betweenTwoTurnsItGivesWay() throws Exception {
    turnsUntilSomebodyAsks = 3;
    try (WarmUp warmUp = new WarmUp(state, this::server)) {
      warmUp.begin(this::idle);
      Eventually.holds(() -> looks.get() > 10);
      assertEquals(3, turns.get());
      assertEquals(0, closed.get());

      turnsUntilSomebodyAsks = Integer.MAX_VALUE;
      Eventually.holds(this::isOver);
      assertEquals(200, turns.get());
    }
  }

  @Test
  void itsEndBetweenTwoTurnsLeavesNothing() throws Exception {
    turnsUntilSomebodyAsks = 3;
    WarmUp warmUp = new WarmUp(state, this::server);
    warmUp.begin(this::idle);
    Eventually.holds(() -> looks.get() > 5);

    warmUp.close();

    Eventually.holds(this::isOver);
    assertEquals(3, turns.get());
  }

  @Test
  void itsEndInTheMiddleOfATurnLeavesNothing() throws Exception {
    turnsUntilOneHangs = 3;
    WarmUp warmUp = new WarmUp(state, this::server);
    warmUp.begin(this::idle);
    Eventually.holds(() -> turns.get() == 3);

    warmUp.close();

    Eventually.holds(this::isOver);
    assertEquals(3, turns.get());
  }

  @Test
  void onceItIsToldToEndNoTurnBegins() throws Exception {
    turnsUntilSomebodyAsks = 3;
    try (WarmUp warmUp = new WarmUp(state, this::server)) {
      warmUp.begin(this::idle);
      Eventually.holds(() -> looks.get() > 5);

      warmUp.end();
      turnsUntilSomebodyAsks = Integer.MAX_VALUE;

      Eventually.holds(this::isOver);
      assertEquals(3, turns.get());
    }
  }

  @Test
  void oneThatNeverBeginsHasNoEnd() throws Exception {
    try (WarmUp warmUp = new WarmUp(state, this::server)) {
      warmUp.end();
    }
    assertEquals(0, started.get());
    assertEquals(List.of(), folders());
  }

  @Test
  void whereNoServerStartsNothingIsLeft() throws Exception {
    try (WarmUp warmUp = new WarmUp(state, this::refuse)) {
      warmUp.begin(this::idle);

      Eventually.holds(() -> started.get() == 1 && folders().isEmpty());
    }
  }

  @Test
  void aFolderThatCannotBeMadeHarmsNobody() throws Exception {
    Files.writeString(state.resolve("gander"), "a file");
    try (WarmUp warmUp = new WarmUp(state, this::server)) {
      warmUp.begin(this::idle);

      Eventually.holds(() -> looks.get() == 1);
    }
    assertEquals(0, started.get());
  }

  @Test
  void whatKilledProcessesLeftIsDeletedAndNothingElse() throws Exception {
    Path all = Files.createDirectories(state.resolve("gander/warm_up"));
    Path dead = Files.createDirectories(all.resolve("p999999999s1/data"));
    Files.writeString(dead.resolve("sessions.db"), "x");
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    String running = ProcessIdentity.of(parent).text();
    Files.createDirectory(all.resolve(running));
    Files.createDirectory(all.resolve("mine"));

    try (WarmUp warmUp = new WarmUp(state, this::refuse)) {
      warmUp.begin(this::idle);

      Eventually.holds(() -> started.get() == 1 && folders().size() == 2);
    }
    assertEquals(Stream.of("mine", running).sorted().toList(), folders());
  }

  @Test
  void itIsWantedUnlessItIsSwitchedOff() {
    assertTrue(WarmUp.isWanted(Map.of()));
    assertTrue(WarmUp.isWanted(Map.of("GANDER_WARMUP", "on")));
    assertFalse(WarmUp.isWanted(Map.of("GANDER_WARMUP", "off")));
    assertThrows(InvalidInput.class, () -> WarmUp.isWanted(Map.of("GANDER_WARMUP", "maybe")));
  }

  private Duration idle() {
    looks.incrementAndGet();
    return turns.get() >= turnsUntilSomebodyAsks ? Duration.ZERO : idle;
  }

  private boolean isOver() throws IOException {
    return closed.get() == 1 && folders().isEmpty();
  }

  /// The names of what is kept for warm-ups.
  private List<String> folders() throws IOException {
    Path all = state.resolve("gander/warm_up");
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(all)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private PracticeServer refuse(Path home, URI model) throws IOException {
    started.incrementAndGet();
    throw new IOException("no port is free");
  }

  private PracticeServer server(Path home, URI model) {
    started.incrementAndGet();
    URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    return new PracticeServer(uri, "key", closed::incrementAndGet);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getRequestBody().readAllBytes();
    if (path.endsWith("/agent/start")) {
      sessions.incrementAndGet();
    }
    if (path.endsWith("/reply") && turns.incrementAndGet() >= turnsUntilOneHangs) {
      hang();
    }
    String answer =
        path.endsWith("/events") ? "data: {\"type\":\"Finish\"}\n\n" : "{\"id\": \"one\"}";
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void hang() {
    try {
      hanging.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
