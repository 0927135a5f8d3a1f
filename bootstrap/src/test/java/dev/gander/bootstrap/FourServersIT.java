package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four servers on one database, as when several programs are open at once.
class FourServersIT {
  private static final int SERVERS = 4;
  private static final int WRITERS_EACH = 25;
  private static final int TURNS = Integer.getInteger("gander.turns", 2);

  @TempDir Path root;

  @BeforeEach
  void requirePrograms() {
    NodeTools.require();
  }

  @Test
  void aHundredWritersLoseNothing() throws Exception {
    List<ImageServer> servers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Side by side: all of them find no database, and one of them makes it.
      List<Future<ImageServer>> starts = new ArrayList<>();
      for (int number = 0; number < SERVERS; number++) {
        starts.add(threads.submit(() -> ImageServer.start(root, Map.of())));
      }
      for (Future<ImageServer> start : starts) {
        servers.add(start.get());
      }
      List<Future<Written>> writers = new ArrayList<>();
      for (int number = 0; number < SERVERS * WRITERS_EACH; number++) {
        ImageServer server = servers.get(number % SERVERS);
        String name = "writer" + number;
        writers.add(threads.submit(() -> write(server, name)));
      }
      HashSet<String> ids = new HashSet<>();
      for (Future<Written> writer : writers) {
        Written written = writer.get();
        assertTrue(ids.add(written.session()), "an id was given twice");
        // By another server than the one that wrote it.
        assertKept(servers.get(ids.size() % SERVERS), written);
      }
      assertEquals(SERVERS * WRITERS_EACH, ids.size());
    } finally {
      servers.forEach(ImageServer::close);
    }
    assertEquals(List.of("ok"), NodeTools.sqlite(database(), "PRAGMA integrity_check"));
  }

  @Test
  void readersDoNotWaitForAnotherProgramAndWritersDo() throws Exception {
    try (ImageServer server = ImageServer.start(root, Map.of());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String id = server.newSession(root);
      Process other = new ProcessBuilder("sqlite3", database().toString()).start();
      try (BufferedWriter says = other.outputWriter()) {
        tell(says, ".timeout 5000");
        tell(says, "BEGIN IMMEDIATE; SELECT 'locked';");
        assertEquals("locked", other.inputReader().readLine());

        Future<JsonObject> rename =
            threads.submit(() -> server.put("/sessions/" + id + "/name", "{\"name\": \"later\"}"));
        assertEquals("New Chat", Shown.by(server, id).orElseThrow().name());
        assertEquals(1, server.get("/sessions").array("sessions").orElseThrow().items().size());
        assertFalse(rename.isDone());

        tell(says, "COMMIT;");
        rename.get();
        assertEquals("later", Shown.by(server, id).orElseThrow().name());
      } finally {
        other.destroyForcibly().waitFor();
      }
    }
  }

  private record Written(String session, String name, List<String> said) {}

  private Written write(ImageServer server, String name) throws IOException, InterruptedException {
    String session = server.newSession(root);
    server.put("/sessions/" + session + "/name", "{\"name\": \"%s\"}".formatted(name));
    List<String> said = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      String answer = name + " turn " + turn;
      try (Stream<JsonObject> events = server.reply(session, "!say " + answer)) {
        List<String> types = events.map(event -> JsonFields.of(event).text("type")).toList();
        assertTrue(types.contains("Finish"), types::toString);
      }
      said.addAll(List.of("!say " + answer, answer));
    }
    return new Written(session, name, said);
  }

  private static void assertKept(ImageServer server, Written written)
      throws IOException, InterruptedException {
    Shown shown = Shown.by(server, written.session()).orElseThrow();
    assertEquals(written.name(), shown.name());
    assertEquals(
        written.said(),
        shown.messages().stream()
            .map(json -> MessageJson.read(json, Reading.STRICT))
            .map(Message::text)
            .toList());
  }

  private static void tell(BufferedWriter program, String statement) throws IOException {
    program.write(statement);
    program.newLine();
    program.flush();
  }

  private Path database() {
    return root.resolve("data/sessions/sessions.db");
  }
}
