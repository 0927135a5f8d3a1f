package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks that take no more, and folders that are closed to writing.
class StorageFaultsIT {
  private static final int LARGEST_FILE_KILOBYTES = 1024;
  private static final int FULL_AFTER = 200;
  private static final String MUCH = "much to say ".repeat(10_000);

  @TempDir Path root;
  private Path data;

  @BeforeEach
  void makeFolders() throws IOException {
    NodeTools.require();
    data = Files.createDirectories(root.resolve("data/sessions"));
  }

  @Test
  void fileThatMayGrowNoMoreLosesNothing() throws Exception {
    // In blocks of 512 bytes for the shells that follow the standard.
    String limit = "ulimit -f " + 2 * LARGEST_FILE_KILOBYTES + "; exec \"$@\"";
    List<String> acknowledged;
    try (ImageServer server = ImageServer.start(root, Map.of(), "sh", "-c", limit, "limited")) {
      acknowledged = fill(server);
      assertShown(server, acknowledged);
    }
    assertEquals(List.of("ok"), integrity());
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      assertShown(server, acknowledged);
      acknowledged.add(imported(server, "after").orElseThrow());
      assertShown(server, acknowledged);
    }
  }

  @Test
  void fullDiskLosesNothingAndIsUsedAgainWhenThereIsRoom() throws Exception {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", data + ""), "needs mount");
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      String session = server.newSession(root);
      List<String> acknowledged = fill(server);
      acknowledged.add(session);
      assertShown(server, acknowledged);
      assertEquals("Error", lastEvent(server, session));

      assertTrue(run("mount", "-o", "remount,size=20m", data + ""));
      assertEquals("Finish", lastEvent(server, session));
      acknowledged.add(imported(server, "after").orElseThrow());

      assertShown(server, acknowledged);
      assertEquals(List.of("ok"), integrity());
    } finally {
      run("umount", data + "");
    }
  }

  @Test
  void startOnAFullDiskServesReads() throws Exception {
    String id;
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      id = server.newSession(root);
    }
    assumeTrue(Files.exists(Path.of("/bin/sh")), "needs ulimit");
    String noRoom = "ulimit -f 0; exec \"$@\"";
    try (ImageServer server = ImageServer.start(root, Map.of(), "sh", "-c", noRoom, "full")) {
      assertShown(server, List.of(id));
      HttpResponse<String> refused =
          server.send("PUT", "/sessions/" + id + "/name", "{\"name\": \"x\"}");
      assertEquals(500, refused.statusCode());
      assertTrue(refused.body().contains("the disk reports an error"), refused.body());
      assertShown(server, List.of(id));
    }
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      server.put("/sessions/" + id + "/name", "{\"name\": \"room again\"}");
      assertEquals("room again", Shown.by(server, id).orElseThrow().name());
    }
  }

  @Test
  void foldersThatAreClosedToWritingAreRead() throws Exception {
    String id;
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      id = server.newSession(root);
    }
    List<Path> before = files();
    setModes("r-xr-xr-x");
    try (ImageServer server = ImageServer.start(root, Map.of(), powerless())) {
      assertShown(server, List.of(id));
      assertRefused(server.send("PUT", "/sessions/" + id + "/name", "{\"name\": \"x\"}"), 500);
      assertRefused(server.send("POST", "/agent/start", "{\"working_dir\": \"/\"}"), 400);

      assertEquals(before, files(), "nothing is left behind");

      setModes("rwxr-xr-x");
      server.put("/sessions/" + id + "/name", "{\"name\": \"open again\"}");
      assertEquals("open again", Shown.by(server, id).orElseThrow().name());
    } finally {
      setModes("rwxr-xr-x");
    }
  }

  @Test
  void withoutSqlitesLibraryTheServerSaysSo() throws Exception {
    Map<String, String> nowhere =
        Map.of("GOOSED_JAVA_OPTS", "-Dorg.sqlite.lib.path=/none -Dorg.sqlite.tmpdir=/none");
    try (ImageServer server = ImageServer.start(root, nowhere)) {
      for (int time = 0; time < 2; time++) {
        HttpResponse<String> answer = server.send("GET", "/sessions", "");
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("SQLite's library cannot be loaded"), answer.body());
      }
      assertEquals(200, server.send("GET", "/status", "").statusCode());
    }
  }

  /// Of a turn with more words than fit on the disk. A `Ping` may come at any time as long as the
  /// stream is open.
  private static String lastEvent(ImageServer server, String session)
      throws IOException, InterruptedException {
    try (Stream<JsonObject> events = server.reply(session, "!say " + MUCH)) {
      return events
          .map(event -> JsonFields.of(event).text("type"))
          .filter(type -> !type.equals("Ping"))
          .reduce("", (_, last) -> last);
    }
  }

  /// Imports until there is no room, as a client that goes on trying.
  ///
  /// @return what was acknowledged
  private List<String> fill(ImageServer server) throws IOException, InterruptedException {
    List<String> acknowledged = new ArrayList<>();
    for (int number = 0; number < FULL_AFTER; number++) {
      Optional<String> id = imported(server, "n" + number);
      if (id.isEmpty()) {
        assertTrue(number > 1, "the disk was full at once");
        assertTrue(imported(server, "again").isEmpty());
        return acknowledged;
      }
      acknowledged.add(id.get());
    }
    throw new AssertionError("the disk never got full");
  }

  /// @return the session's id; empty if the server says that it cannot store it
  private static Optional<String> imported(ImageServer server, String name)
      throws IOException, InterruptedException {
    JsonObject body = JsonObject.of("json", Json.of(export(name)));
    HttpResponse<String> answer = server.send("POST", "/sessions/import", JsonText.write(body));
    if (answer.statusCode() == 200) {
      return ((JsonObject) JsonText.parse(answer.body())).text("id");
    }
    assertEquals(500, answer.statusCode(), answer.body());
    assertTrue(
        answer.body().contains("the disk is full") || answer.body().contains("the disk reports"),
        answer.body());
    return Optional.empty();
  }

  private static String export(String name) {
    return """
        {"working_dir": "/w", "name": "%s", "message_count": 1, "extension_data": {}, "conversation": [
           {"role": "user", "created": 100, "content": [{"type": "text", "text": "%s"}]}],
         "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-01T10:00:00Z", "id": "x"}"""
        .formatted(name, MUCH);
  }

  private static void assertShown(ImageServer server, List<String> ids)
      throws IOException, InterruptedException {
    assertEquals(
        ids.size(), server.get("/sessions").array("sessions").orElseThrow().items().size());
    for (String id : ids) {
      assertTrue(Shown.by(server, id).isPresent(), id);
    }
  }

  private static void assertRefused(HttpResponse<String> answer, int status) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("can only be read"), answer.body());
  }

  private List<String> integrity() throws IOException, InterruptedException {
    return NodeTools.sqlite(data.resolve("sessions.db"), "PRAGMA integrity_check");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> !file.toString().contains("/logs/")).sorted().toList();
    }
  }

  private void setModes(String mode) throws IOException {
    for (Path folder : List.of(data, root.resolve("data"), root.resolve("state"))) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }
  }

  /// For root, whom no mode keeps from anything: a root without that power.
  private static String[] powerless() {
    return System.getProperty("user.name").equals("root")
        ? new String[] {"setpriv", "--inh-caps=-all", "--bounding-set=-all"}
        : new String[0];
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
