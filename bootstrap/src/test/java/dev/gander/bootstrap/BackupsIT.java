package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `goosed backup` while turns go on, and `goosed restore`.
class BackupsIT {
  @TempDir Path folder;

  private record Result(int exit, String out, String err) {}

  /// Someone who goes on working until he is told to stop.
  private static final class Work implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    Work(ImageServer server, int parallel) {
      for (int at = 0; at < parallel; at++) {
        threads.add(Thread.ofVirtual().start(() -> work(server)));
      }
    }

    private void work(ImageServer server) {
      try {
        while (!ended.get()) {
          JsonObject run = server.post("/gander/v1/runs", "{\"prompt\":\"hello\",\"wait\":60}");
          assertEquals("succeeded", run.text("state").orElseThrow());
          done.incrementAndGet();
        }
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /// Waits until more has been done.
    void goOn() throws InterruptedException {
      int before = done.get();
      Eventually.holds(() -> done.get() > before + threads.size());
    }

    @Override
    public void close() {
      ended.set(true);
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Test
  void whatIsBackedUpInTheMiddleOfTurnsComesBack() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path database = root.resolve("data/sessions/sessions.db");
    Path backup = folder.resolve("backup");
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      server.send(
          "POST",
          "/config/upsert",
          "{\"key\": \"TEAM\", \"value\": \"blue\", \"is_secret\": false}");
      try (Work work = new Work(server, 4)) {
        work.goOn();
        Result made = goosed(root, "backup", backup.toString());
        assertEquals(0, made.exit(), made.err());
        work.goOn();
        interruptedBackup(root);
        work.goOn();
      }
      Result refused = goosed(root, "restore", backup.toString());
      assertEquals(1, refused.exit());
      assertTrue(refused.err().contains("is in use"), refused.err());
      server.send("POST", "/config/remove", "{\"key\": \"TEAM\", \"is_secret\": false}");
    }
    List<String> copied = rows(backup.resolve("sessions.db"));
    List<String> later = rows(database);
    assertTrue(copied.size() > 4, () -> "only " + copied);
    assertEquals(copied, later.subList(0, copied.size()));
    assertTrue(later.size() > copied.size());

    Result restored = goosed(root, "restore", backup.toString());

    assertEquals(0, restored.exit(), restored.err());
    assertEquals(copied, rows(database));
    Path before = root.resolve("data/gander/replaced");
    try (Stream<Path> kept = Files.list(before)) {
      assertEquals(later, rows(kept.findFirst().orElseThrow().resolve("sessions.db")));
    }
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      assertEquals(
          "\"blue\"",
          server.send("POST", "/config/read", "{\"key\": \"TEAM\", \"is_secret\": false}").body());
      assertFalse(server.get("/gander/v1/runs").array("runs").orElseThrow().items().isEmpty());
    }
  }

  private void interruptedBackup(Path root) throws IOException, InterruptedException {
    Path target = folder.resolve("killed");
    Process process = process(root, "backup", target.toString());
    Eventually.holds(() -> isBegun(target) || !process.isAlive());
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    if (Files.exists(target)) {
      assertTrue(Files.exists(target.resolve("backup.json")), "it was complete");
    }
  }

  private boolean isBegun(Path target) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.anyMatch(
          entry -> entry.getFileName().toString().startsWith("." + target.getFileName()));
    }
  }

  private static List<String> rows(Path database) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        ResultSet found =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT id || session_id || role || content_json FROM messages ORDER BY id")) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static Process process(Path root, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(NodeTools.IMAGE.resolve("bin/goosed").toString());
    command.addAll(List.of(arguments));
    return ImageServer.process(root, Map.of(), command);
  }

  private static Result goosed(Path root, String... arguments)
      throws IOException, InterruptedException {
    Process process = process(root, arguments);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Result(process.exitValue(), out, err);
  }
}
