package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.testkit.Eventually;
import dev.gander.testkit.database.PostgresServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions in PostgreSQL.
class SharedDatabaseIT {
  @TempDir Path root;

  @Test
  void conversationsAreInTheDatabaseAndOutliveBothServers() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      String address = postgres.freshAddress();
      String id;
      try (ImageServer server = start("one", address)) {
        id = server.newSession(root);
        assertEquals("geese", server.answer(id, "!say geese"));
        assertReady(server, 200, "The database postgres at 127.0.0.1");
        assertFalse(Files.exists(root.resolve("one/data/sessions/sessions.db")));

        assertEquals("through an outage", whileAway(postgres, server, id));
        assertReady(server, 200, "The database postgres at 127.0.0.1");
      }
      // Another machine, as far as its files tell.
      try (ImageServer server = start("two", address)) {
        assertEquals(4, Shown.by(server, id).orElseThrow().messages().size());
        String found = server.send("GET", "/sessions/search?query=OUTAGE", "").body();
        assertTrue(found.contains(id), found);
        server.resume(id);
        assertEquals("on", server.answer(id, "!say on"));
        assertEquals(6, Shown.by(server, id).orElseThrow().messages().size());
      }
    }
  }

  /// A turn that is begun while the database is away, and ends after it is back.
  private static String whileAway(PostgresServer postgres, ImageServer server, String id)
      throws Exception {
    postgres.stop();
    Eventually.holds(() -> ready(server).statusCode() == 503);
    assertReady(server, 503, "cannot be reached");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> answer = threads.submit(() -> server.answer(id, "!say through an outage"));
      postgres.begin();
      return answer.get();
    }
  }

  @Test
  void whatIsWrongIsToldAndMendedWithoutANewStart() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      postgres.sql("public", "CREATE ROLE other LOGIN SUPERUSER PASSWORD 'right'");
      String address = postgres.address("wr0ng", "").replace("//gander:", "//other:");
      try (ImageServer server = start("three", address)) {
        assertReady(server, 503, "the user name or the password is wrong");
        HttpResponse<String> answer = server.send("GET", "/sessions", "");
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("password is wrong"), answer.body());
        assertFalse(answer.body().contains("wr0ng"), answer.body());

        postgres.sql("public", "ALTER ROLE other PASSWORD 'wr0ng'");
        Eventually.holds(() -> ready(server).statusCode() == 200);
        server.newSession(root);
      }
      try (ImageServer server = start("four", postgres.address("sslmode=require"))) {
        assertReady(server, 503, "cannot be reached by TLS");
      }
      postgres.sql("gander", "UPDATE table_groups SET works_from = 99");
      try (ImageServer server = start("five", postgres.address(""))) {
        assertReady(server, 503, "was made by a newer version of this program");
        postgres.sql("gander", "UPDATE table_groups SET works_from = 1");
        Eventually.holds(() -> ready(server).statusCode() == 200);
      }
    }
  }

  /// Whatever is not a session.
  @Test
  void whatOneServerIsToldTheOtherKnows() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      Map<String, String> variables =
          Map.of(
              "GANDER_DATABASE",
              postgres.address(""),
              "GANDER_CLUSTER_KEY",
              "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
              "GANDER_NODE_LABELS",
              "it");
      try (ImageServer one = ImageServer.start(folder("first"), variables);
          ImageServer two = ImageServer.start(folder("second"), variables)) {
        assertFalse(setting(two, "COLOUR", false).contains("green"));
        set(one, "COLOUR", "green", false);
        Eventually.holds(() -> setting(two, "COLOUR", false).contains("green"));

        set(one, "HIDDEN", "s3cr3t", true);
        Eventually.holds(() -> setting(two, "HIDDEN", true).contains("s3c"));
        assertFalse(postgres.sql("gander", "SELECT * FROM shared_map").contains("HIDDEN"));
        assertFalse(Files.exists(root.resolve("first/config/secrets.yaml")));

        Eventually.holds(() -> count(two, "/gander/v1/nodes", "\"alive\":true") == 2);
        assertRunsSchedulesOf(one, two);
      }
    }
  }

  private static void assertRunsSchedulesOf(ImageServer one, ImageServer two) throws Exception {
    String job =
        """
        {"id": "often", "cron": "*/2 * * * * *",
         "recipe": {"title": "t", "description": "d", "prompt": "!say honk"}}""";
    HttpResponse<String> made = one.send("POST", "/schedule/create", job);
    assertEquals(200, made.statusCode(), made.body());
    String runs = "/gander/v1/schedules/often/runs";
    Eventually.holds(() -> count(two, runs, "\"succeeded\"") >= 3);
    assertEquals(204, two.send("DELETE", "/schedule/delete/often", "").statusCode());
    Eventually.holds(() -> count(one, "/schedule/list", "often") == 0);
  }

  private static int count(ImageServer server, String path, String part) throws Exception {
    return server.send("GET", path, "").body().split(part, -1).length - 1;
  }

  private static void set(ImageServer server, String key, String value, boolean secret)
      throws Exception {
    String body =
        "{\"key\": \"%s\", \"value\": \"%s\", \"is_secret\": %s}".formatted(key, value, secret);
    assertEquals(200, server.send("POST", "/config/upsert", body).statusCode());
  }

  private static String setting(ImageServer server, String key, boolean secret)
      throws IOException, InterruptedException {
    String body = "{\"key\": \"%s\", \"is_secret\": %s}".formatted(key, secret);
    return server.send("POST", "/config/read", body).body();
  }

  @Test
  void whatServersShareMovesToTheDatabaseAndBack() throws Exception {
    String id;
    Shown before;
    try (ImageServer server = ImageServer.start(folder("old"), Map.of())) {
      id = server.newSession(root);
      // Nobody else names it after it was looked at.
      server.put("/sessions/" + id + "/name", "{\"name\": \"Geese\"}");
      assertEquals("geese", server.answer(id, "!say geese"));
      before = Shown.by(server, id).orElseThrow();
      set(server, "FLOCK", "small", false);
    }
    try (PostgresServer postgres = PostgresServer.start()) {
      String address = postgres.freshAddress();
      assertTrue(migrate("old", address, "to-database").startsWith("0 Copied 1 sessions"));
      assertTrue(migrate("old", address, "to-database").startsWith("0 Copied 0 sessions"));
      try (ImageServer server = start("other", address)) {
        assertEquals(before, Shown.by(server, id).orElseThrow());
        server.resume(id);
        assertEquals("flew", server.answer(id, "!say flew"));
        before = Shown.by(server, id).orElseThrow();
        assertEquals("\"small\"", setting(server, "FLOCK", false));
        set(server, "FLOCK", "large", false);
      }
      String refused = migrate("old", address, "to-database");
      assertTrue(refused.startsWith("1 ") && refused.contains("later state"), refused);
      String kept = migrate("old", address, "to-files");
      assertTrue(kept.startsWith("1 Copied 1 sessions") && kept.contains("--replace"), kept);
      String same = migrate("old", address, "to-files", "--replace");
      assertTrue(same.startsWith("0 Copied 0 sessions"), same);
    }
    try (ImageServer server = ImageServer.start(folder("old"), Map.of())) {
      assertEquals(before, Shown.by(server, id).orElseThrow());
      assertEquals("\"large\"", setting(server, "FLOCK", false));
    }
  }

  /// @return the exit code, and what was said last
  private String migrate(String folder, String address, String... words) throws Exception {
    Process process =
        ImageServer.process(
            folder(folder),
            Map.of("GANDER_DATABASE", address),
            Stream.concat(
                    Stream.of(NodeTools.IMAGE.resolve("bin/goosed").toString(), "migrate"),
                    Stream.of(words))
                .toList());
    String told =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    String failed =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() + " " + told.substring(told.lastIndexOf('\n') + 1) + failed;
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  private ImageServer start(String folder, String address) throws IOException {
    return ImageServer.start(
        folder(folder), Map.of("GANDER_DATABASE", address, "GANDER_DATABASE_PATIENCE", "300"));
  }

  /// Waits, since a look at the database may take longer than the server waits for it.
  private static void assertReady(ImageServer server, int status, String text) throws Exception {
    Eventually.holds(
        () -> {
          HttpResponse<String> answer = ready(server);
          return answer.statusCode() == status && answer.body().contains(text);
        });
  }

  private static HttpResponse<String> ready(ImageServer server)
      throws IOException, InterruptedException {
    return server.send("GET", "/gander/v1/health/ready", "");
  }
}
