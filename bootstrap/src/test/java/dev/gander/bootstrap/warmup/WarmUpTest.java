package dev.gander.bootstrap.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.GanderServer;
import dev.gander.domain.error.InvalidInput;
import dev.gander.process.ProcessIdentity;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path state;

  private final AtomicInteger looks = new AtomicInteger();
  private volatile Duration idle = LONG;

  /// After so many looks it is not quiet.
  private volatile int quietLooks = Integer.MAX_VALUE;

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void sixtyTurnsArePractisedAndNothingIsLeft() throws Exception {
    try (WarmUp _ = WarmUp.start(state, this::server, this::idle)) {
      Eventually.holds(() -> closed.get() == 1 && folders().isEmpty());
    }
    // Before the first one's server, and before each.
    assertEquals(61, looks.get());
  }

  @Test
  void nothingBeginsWhileSomebodyAsks() throws Exception {
    idle = Duration.ofMillis(249);
    try (WarmUp _ = WarmUp.start(state, this::server, this::idle)) {
      Eventually.holds(() -> looks.get() > 3);
      assertEquals(0, started.get());

      idle = Duration.ofMillis(250);
      Eventually.holds(() -> started.get() == 1);
    }
    Eventually.holds(() -> closed.get() == 1 && folders().isEmpty());
  }

  @Test
  void betweenTwoTurnsItGivesWay() throws Exception {
    quietLooks = 3;
    try (WarmUp _ = WarmUp.start(state, this::server, this::idle)) {
      Eventually.holds(() -> looks.get() > 8);

      assertEquals(0, closed.get());
      quietLooks = Integer.MAX_VALUE;
      Eventually.holds(() -> closed.get() == 1 && folders().isEmpty());
    }
  }

  @Test
  void itsEndBetweenTwoTurnsLeavesNothing() throws Exception {
    quietLooks = 3;
    WarmUp warmUp = WarmUp.start(state, this::server, this::idle);
    Eventually.holds(() -> looks.get() > 4);

    warmUp.close();

    Eventually.holds(() -> closed.get() == 1 && folders().isEmpty());
  }

  @Test
  void itsEndInTheMiddleOfARequestLeavesNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      WarmUp warmUp = WarmUp.start(state, (_, _) -> counted(uri, "key", () -> {}), this::idle);
      try (Socket _ = silent.accept()) {
        warmUp.close();

        Eventually.holds(() -> closed.get() == 1 && folders().isEmpty());
      }
    }
  }

  @Test
  void whereNoServerStartsThereIsNone() throws Exception {
    try (WarmUp _ = WarmUp.start(state, this::refuse, this::idle)) {
      Eventually.holds(() -> started.get() == 1 && folders().isEmpty());
    }
  }

  @Test
  void aFolderThatCannotBeMadeHarmsNobody() throws Exception {
    Files.writeString(state.resolve("gander"), "a file");
    try (WarmUp _ = WarmUp.start(state, this::server, this::idle)) {
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

    try (WarmUp _ = WarmUp.start(state, this::refuse, this::idle)) {
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
    return looks.incrementAndGet() > quietLooks ? Duration.ZERO : idle;
  }

  /// The names of what is kept for warm-ups.
  private List<String> folders() throws IOException {
    Path all = state.resolve("gander/warm_up");
    if (!Files.exists(all)) {
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

  private PracticeServer server(Path home, URI model) throws IOException {
    GanderServer server = PracticeTurnsTest.server(home, model);
    started.incrementAndGet();
    return counted(server.uri(), server.key(), server::close);
  }

  private PracticeServer counted(URI uri, String key, Runnable close) {
    return new PracticeServer(
        uri,
        key,
        () -> {
          close.run();
          closed.incrementAndGet();
        });
  }
}
