package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One folder, used by the real goose 1.52 and by this server, in turn and at once. Needs npm,
/// which is there in CI.
class GooseRoundTripIT {
  private static final String TOOL_TURN =
      """
      !say first I look
      !tool shell {"command": "echo 1"}
      ---
      !think that was it
      !say then I tell: Grüße 🦆""";
  private static final int CLIENTS = 4;
  private static final int TURNS = 3;

  @TempDir Path root;
  private final List<Process> helpers = new ArrayList<>();
  private Map<String, String> model = Map.of();
  private RealGoose goose = new RealGoose(Path.of("."), Map.of());

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    RealGoose.require();
  }

  @BeforeEach
  void startModel() throws IOException, InterruptedException {
    model = NodeTools.model(helpers::add);
    goose = new RealGoose(root, model);
  }

  @AfterEach
  void endHelpers() {
    helpers.forEach(
        helper -> helper.destroyForcibly().onExit().orTimeout(1, TimeUnit.MINUTES).join());
  }

  @Test
  void gooseOpensWhatWeWriteWhileWeRun() throws Exception {
    try (ImageServer ours = ImageServer.start(root, model)) {
      String id = ours.newSession(root);
      say(ours, id, TOOL_TURN);
      ours.put("/sessions/" + id + "/name", "{\"name\": \"Ours, 🦆\"}");
      String copy =
          JsonFields.of(
                  ours.post("/sessions/" + id + "/fork", "{\"copy\": true, \"truncate\": false}"))
              .text("sessionId");

      assertEquals(
          Map.of(id, "Ours, 🦆", copy, "Ours, 🦆"),
          goose.list().stream()
              .map(JsonFields::of)
              .collect(
                  Collectors.toMap(
                      session -> session.text("id"), session -> session.text("name"))));
      assertSame(ours, id);
      assertSame(ours, copy);

      // By now goose has brought the database to its own version.
      say(ours, copy, "!say after the migration");
      assertSame(ours, copy);
      assertEquals(
          List.of(copy), sqlite("SELECT session_id FROM usage_ledger WHERE model IS NOT NULL"));
      ours.delete("/sessions/" + copy);
      assertEquals(List.of(id), ids(goose.list()));
    }
    assertEquals(List.of("ok"), sqlite("PRAGMA integrity_check"));
  }

  @Test
  void weOpenWhatGooseWritesAndGoOn() throws Exception {
    String id;
    try (GooseServer theirs = goose.serve()) {
      id = theirs.newSession(root);
      theirs.prompt(id, TOOL_TURN);
      theirs.prompt(id, "!say and again");
    }
    String version = "SELECT max(version) FROM schema_version";
    List<String> before = sqlite(version);

    try (ImageServer ours = ImageServer.start(root, model)) {
      assertSame(ours, id);
      ours.resume(id);
      say(ours, id, "!say from the other side");
      assertSame(ours, id);
    }

    assertEquals(before, sqlite(version));
    try (GooseServer theirs = goose.serve()) {
      theirs.load(id, root);
      theirs.prompt(id, "!say home again");
    }
    List<String> said = texts(goose.export(id));
    assertTrue(
        said.containsAll(List.of("and again", "from the other side", "home again")),
        said::toString);
    assertEquals(List.of("ok"), sqlite("PRAGMA integrity_check"));
  }

  @Test
  void bothWriteAtOnce() throws Exception {
    try (GooseServer theirs = goose.serve();
        ImageServer ours = ImageServer.start(root, model);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Written>> writers = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        String name = "c" + number;
        writers.add(
            threads.submit(
                writer(name, () -> ours.newSession(root), (id, text) -> say(ours, id, text))));
        writers.add(
            threads.submit(writer("g" + name, () -> theirs.newSession(root), theirs::prompt)));
      }
      List<String> ids = new ArrayList<>();
      for (Future<Written> writer : writers) {
        Written written = writer.get();
        ids.add(written.id());
        assertTrue(texts(ours.get("/sessions/" + written.id())).containsAll(written.answers()));
        assertTrue(texts(goose.export(written.id())).containsAll(written.answers()));
      }
      assertEquals(2 * CLIENTS, new HashSet<>(ids).size(), "an id was given twice");
      handToAndFro(theirs, ours);
    }
    assertEquals(List.of("ok"), sqlite("PRAGMA integrity_check"));
  }

  /// One session, whose turns come from both.
  private void handToAndFro(GooseServer theirs, ImageServer ours) throws Exception {
    String id = ours.newSession(root);
    List<String> answers = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      say(ours, id, "!say ours " + turn);
      theirs.load(id, root);
      theirs.prompt(id, "!say theirs " + turn);
      answers.addAll(List.of("ours " + turn, "theirs " + turn));
    }
    assertEquals(
        answers, texts(ours.get("/sessions/" + id)).stream().filter(answers::contains).toList());
    assertSame(ours, id);
  }

  private record Written(String id, List<String> answers) {}

  @FunctionalInterface
  private interface Turn {
    void of(String session, String text) throws Exception;
  }

  private static Callable<Written> writer(String name, Callable<String> start, Turn turn) {
    return () -> {
      String id = start.call();
      List<String> answers = new ArrayList<>();
      for (int number = 0; number < TURNS; number++) {
        String answer = name + " says " + number;
        turn.of(id, "!say " + answer);
        answers.add(answer);
      }
      return new Written(id, answers);
    };
  }

  /// Whether both show the same conversation.
  private void assertSame(ImageServer ours, String id) throws IOException, InterruptedException {
    assertEquals(messages(goose.export(id)), messages(ours.get("/sessions/" + id)));
  }

  private static void say(ImageServer server, String id, String text)
      throws IOException, InterruptedException {
    try (Stream<JsonObject> events = server.reply(id, text)) {
      List<String> types = events.map(event -> JsonFields.of(event).text("type")).toList();
      assertTrue(types.contains("Finish"), types::toString);
    }
  }

  private static List<String> ids(List<JsonObject> sessions) {
    return sessions.stream().map(session -> JsonFields.of(session).text("id")).toList();
  }

  private static List<String> texts(JsonObject session) {
    return messages(session).stream().map(Message::text).toList();
  }

  private static List<Message> messages(JsonObject session) {
    return session.array("conversation").orElse(JsonArray.EMPTY).items().stream()
        .map(message -> MessageJson.read(message, Reading.TOLERANT))
        .toList();
  }

  private List<String> sqlite(String statement) throws IOException, InterruptedException {
    return NodeTools.sqlite(root.resolve("data/sessions/sessions.db"), statement);
  }
}
