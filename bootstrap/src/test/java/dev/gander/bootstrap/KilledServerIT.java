package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server a hundred times while clients write in all ways that there are, and looks after
/// each restart whether something is lost that they had been told of. `-Dgander.kills=1000` makes
/// it a thousand.
class KilledServerIT {
  private static final int KILLS = Integer.getInteger("gander.kills", 100);

  /// Folders of their own, since most of the time is spent on starts.
  private static final int LANES = 2;

  private static final int CLIENTS = 4;
  private static final int MOST_ANSWERS = 30;
  private static final long SEED = 20261125;

  @TempDir Path root;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES) // It counts kills, not time.
  void whatWasAcknowledgedIsThereAfterAKillAtAnyMoment() throws Exception {
    NodeTools.require();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> lanes = new ArrayList<>();
      for (int number = 0; number < LANES; number++) {
        Path folder = Files.createDirectory(root.resolve("lane" + number));
        Lane lane = new Lane(folder, SEED + number, threads);
        lanes.add(threads.submit(() -> lane.run(KILLS / LANES)));
      }
      try {
        for (Future<?> lane : lanes) {
          lane.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /// Servers on one folder, one after the other.
  private static final class Lane {
    private final Path folder;
    private final Random random;
    private final ExecutorService threads;
    private final List<Scribe> scribes;
    private final AtomicInteger answersLeft = new AtomicInteger();
    private volatile CompletableFuture<Void> moment = new CompletableFuture<>();
    private volatile boolean killed;

    Lane(Path folder, long seed, ExecutorService threads) {
      this.folder = folder;
      this.random = new Random(seed);
      this.threads = threads;
      this.scribes =
          IntStream.range(0, CLIENTS)
              .mapToObj(
                  number ->
                      new Scribe(
                          "s" + number, folder.toString(), random.nextLong(), this::progress))
              .toList();
    }

    Void run(int kills) throws Exception {
      for (int kill = 0; kill < kills; kill++) {
        try (ImageServer server = ImageServer.start(folder, Map.of())) {
          check(server);
          writeUntilKilled(server);
        }
      }
      try (ImageServer server = ImageServer.start(folder, Map.of())) {
        check(server);
      }
      return null;
    }

    private void writeUntilKilled(ImageServer server) throws Exception {
      killed = false;
      moment = new CompletableFuture<>();
      answersLeft.set(1 + random.nextInt(MOST_ANSWERS));
      List<Future<?>> writing = new ArrayList<>();
      for (Scribe scribe : scribes) {
        writing.add(threads.submit(() -> write(scribe, server)));
      }
      awaitMoment(server);
      killed = true;
      server.kill();
      for (Future<?> one : writing) {
        awaitEnd(one);
      }
    }

    private void awaitMoment(ImageServer server) throws Exception {
      try {
        moment.get(2, TimeUnit.MINUTES);
      } catch (TimeoutException e) {
        throw new AssertionError("the server hangs: " + server.threads(), e);
      }
    }

    /// A client that hangs now is no fault of the server, which is dead.
    private static void awaitEnd(Future<?> client) throws Exception {
      try {
        client.get(1, TimeUnit.MINUTES);
      } catch (TimeoutException _) {
        String threads = ProcessThreads.of(ProcessHandle.current().pid());
        System.err.println("a client has not heard of the kill: " + threads);
        client.cancel(true);
      }
    }

    private void progress() {
      if (answersLeft.decrementAndGet() == 0) {
        moment.complete(null);
      }
    }

    private Void write(Scribe scribe, ImageServer server) throws InterruptedException {
      try {
        while (!killed) {
          scribe.step(server);
        }
      } catch (IOException | UncheckedIOException e) {
        if (!killed) {
          moment.completeExceptionally(e);
        }
      } catch (AssertionError e) {
        moment.completeExceptionally(e);
        throw e;
      }
      return null;
    }

    private void check(ImageServer server) throws Exception {
      Set<String> unknown = new HashSet<>(idsOf(server));
      assertEquals(
          List.of("ok", "0", "0"),
          NodeTools.sqlite(
              folder.resolve("data/sessions/sessions.db"),
              """
              PRAGMA integrity_check;
              SELECT count(*) FROM messages WHERE session_id NOT IN (SELECT id FROM sessions)
                OR NOT json_valid(content_json) OR NOT json_valid(metadata_json);
              SELECT count(*) FROM sessions WHERE NOT json_valid(extension_data);"""));
      for (Scribe scribe : scribes) {
        scribe.check(server);
        scribe.ids().forEach(unknown::remove);
      }
      for (String id : unknown) {
        Shown shown = Shown.by(server, id).orElseThrow();
        assertTrue(
            scribes.stream().anyMatch(scribe -> scribe.adopts(id, shown)),
            () -> "session " + id + " is nobody's, or there by half: " + shown);
        assertTrue(
            scribes.stream().noneMatch(scribe -> scribe.deleted().contains(id)),
            () -> "the id " + id + " was used before");
      }
    }

    private static List<String> idsOf(ImageServer server) throws Exception {
      Json sessions = JsonFields.of(server.get("/sessions")).required("sessions", json -> json);
      return ((JsonArray) sessions)
          .items().stream().map(session -> JsonFields.of(session).text("id")).toList();
    }
  }
}
