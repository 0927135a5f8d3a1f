package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image chats with a real model, whatever becomes of its engine.
class LocalModelIT {
  private static final String OURS = "TextEngineProgram";
  private static final String THEIRS = "llama_server.py";
  private static final String SHORT =
      "{\"context_size\": 1024, \"max_output_tokens\": 3, \"sampling\": {\"type\": \"Greedy\"}}";
  private static final String LONG =
      SHORT.replace("\"max_output_tokens\": 3", "\"max_output_tokens\": 800");

  /// The beginning of the file, in which all the keys are.
  private static final int KEYS = 4096;

  @TempDir Path root;
  private Path model;

  @BeforeEach
  void getAModel() throws Exception {
    model = SmallModel.file();
    Path prompts = Files.createDirectories(root.resolve("config/prompts"));
    Files.writeString(prompts.resolve("system.md"), "You are brief.");
    shelve(SHORT);
  }

  private void shelve(String settings) throws Exception {
    SmallModel.shelve(root, Map.of(SmallModel.ID, model), settings);
  }

  /// @param llamaServer the user's, or `none`
  private ImageServer start(String model, String llamaServer) throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables.put("GOOSE_PROVIDER", "local");
    variables.put("GOOSE_MODEL", model);
    variables.put("GOOSE_MODE", "chat");
    variables.put("GOOSE_DISABLE_SESSION_NAMING", "true");
    variables.put("GANDER_LLAMA_SERVER", llamaServer);
    return ImageServer.start(root, variables);
  }

  @Test
  void twentyTurnsACancelADeadEngineADeletedModelAndADeadServer() throws Exception {
    chats("none", OURS, 20);
  }

  /// The same with a current llama.cpp.
  @Test
  void llamaServerOfTheUserIsUsedInTheSameWay() throws Exception {
    ClientProject pypi = ClientProject.of("contract/models/llama-server");
    pypi.installPython();
    Path program =
        Files.writeString(
            root.resolve("llama-server"),
            "#!/bin/sh\nexec %1$s/venv/bin/python %1$s/%2$s \"$@\"\n"
                .formatted(pypi.folder(), THEIRS));
    assertTrue(program.toFile().setExecutable(true));

    chats(program.toString(), THEIRS, 3);
  }

  /// @param program what the engine's command line contains
  private void chats(String llamaServer, String program, int turns) throws Exception {
    ImageServer server = start(SmallModel.ID, llamaServer);
    try {
      String session = session(server);
      assertTrue(engines(server, program).isEmpty(), "nobody has asked yet");

      for (int turn = 1; turn <= turns; turn++) {
        String answer = server.answer(session, "Say hello to number " + turn);
        assertFalse(answer.isBlank() || answer.contains("error"), turn + ": " + answer);
      }
      ProcessHandle engine = engine(server, program);
      assertTrue(tokens(server, session) > 10L * turns, "usage is counted");

      shelve(LONG);
      try (Stream<JsonObject> events = server.reply(session, "Tell a story of a duck")) {
        awaitWords(events.iterator());
        server.post("/agent/stop", "{\"session_id\": \"%s\"}".formatted(session));
      }
      shelve(SHORT);
      assertFalse(server.answer(session(server), "Hello").isBlank());
      assertEquals(engine, engine(server, program), "a cancel between tokens costs no engine");

      shelve(LONG);
      try (Stream<JsonObject> events = server.reply(session(server), "Tell a story of a duck")) {
        Iterator<JsonObject> all = events.iterator();
        awaitWords(all);
        engine.destroyForcibly();
        String rest = rest(all);
        assertTrue(rest.contains("ended in the middle of an answer, with exit code 137"), rest);
      }
      shelve(SHORT);
      assertFalse(server.answer(session(server), "Hello").isBlank());
      ProcessHandle second = engine(server, program);
      assertNotEquals(engine, second);

      server.delete("/local-inference/models/test%2Fsmol%3AQ4_1");
      assertFalse(second.isAlive(), "who deletes a model wants its memory back");
      String gone = server.answer(session(server), "Hello");
      assertTrue(gone.contains("Model not found: " + SmallModel.ID), gone);

      shelve(SHORT);
      assertFalse(server.answer(session(server), "Hello").isBlank());
      ProcessHandle third = engine(server, program);
      server.kill();

      Eventually.holds(() -> !third.isAlive());
    } finally {
      server.close();
    }
  }

  /// Each gets through to another depth: the header's check, the library's, and the first word.
  @Test
  void damagedModelsCostNothingButTheirTurns() throws Exception {
    Path file = Files.copy(model, root.resolve("damaged.gguf"));
    SmallModel.shelve(root, Map.of("damaged", file), SHORT);
    try (ImageServer server = start("damaged", "none")) {
      assertTrue(
          damaged(server, file, "general.architecture", "qwen3".getBytes(UTF_8))
              .contains("its architecture `qwen3` is unknown to the engine"));
      assertTrue(
          damaged(server, file, "llama.block_count", new byte[] {31, 0, 0, 0})
              .contains("error loading model: missing tensor 'blk.30."));
      assertTrue(
          damaged(server, file, "llama.embedding_length", new byte[] {0, 2, 0, 0})
              .contains("error loading model: error loading model hyperparameters"));
      try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
        cut.setLength(50_000_000);
      }
      assertTrue(answer(server).contains("ends before its tensors: 48"));
      Files.writeString(file, "<html>Not found</html>");
      assertTrue(answer(server).contains("is no model in the format GGUF"));

      assertEquals(List.of(), engines(server, OURS));
      try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        String owner = "gander-engine-p" + server.pid() + "s";
        assertEquals(
            List.of(),
            left.filter(folder -> folder.getFileName().toString().startsWith(owner)).toList());
      }
    }
  }

  @Test
  void templatesAreUsedOrRefused() throws Exception {
    try (ImageServer server = start(SmallModel.ID, "none")) {
      String named = "{\"type\": \"builtin\", \"name\": \"%s\"}";
      String written = "{\"type\": \"custom_inline\", \"template\": \"%s\"}";
      String session = session(server);
      assertFalse(with(named.formatted("zephyr"), server, session).contains("error"));
      assertTrue(tokens(server, session) > 10, "the model was told more than the template's name");

      assertTrue(
          with(named.formatted("nope"), server, session(server))
              .contains("the supplied chat template is not supported: nope"));
      assertTrue(
          with(written.formatted("{{ messages"), server, session(server))
              .contains("llama.cpp cannot read the chat template"));
      assertFalse(
          with(written.formatted("{{ messages[0].content }}"), server, session(server))
              .contains("error"));
    }
  }

  private String with(String template, ImageServer server, String session) throws Exception {
    shelve(SHORT.replace("}}", "}, \"chat_template\": " + template + "}"));
    return server.answer(session, "Hello");
  }

  /// What a turn says with another value at a key of the file, which is repaired afterwards.
  private String damaged(ImageServer server, Path file, String key, byte[] value) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] header = new byte[KEYS];
      bytes.readFully(header);
      int at = new String(header, ISO_8859_1).indexOf(key);
      // Behind the key and its type; before a text there is its length.
      int place = at + key.length() + 4 + (value.length > 4 ? 8 : 0);
      bytes.seek(place);
      bytes.write(value);
      String answer = answer(server);
      bytes.seek(0);
      bytes.write(header);
      return answer;
    }
  }

  private String answer(ImageServer server) throws Exception {
    String answer = server.answer(session(server), "Hello");
    assertEquals(200, server.send("GET", "/status", "").statusCode());
    return answer;
  }

  private String session(ImageServer server) throws Exception {
    JsonObject session =
        server.post(
            "/agent/start",
            "{\"working_dir\": \"%s\", \"extension_overrides\": []}".formatted(root));
    String id = JsonFields.of(session).text("id");
    server.resume(id);
    return id;
  }

  private static long tokens(ImageServer server, String session) throws Exception {
    return JsonFields.of(server.get("/sessions/" + session)).integer("accumulated_total_tokens");
  }

  private static void awaitWords(Iterator<JsonObject> events) {
    while (!isMessage(events.next())) {
      // A heartbeat.
    }
  }

  private static boolean isMessage(JsonObject event) {
    return event.text("type").filter("Message"::equals).isPresent();
  }

  private static String rest(Iterator<JsonObject> events) {
    StringBuilder rest = new StringBuilder();
    events.forEachRemaining(event -> rest.append(event.compact()));
    return rest.toString();
  }

  private static ProcessHandle engine(ImageServer server, String program) {
    List<ProcessHandle> engines = engines(server, program);
    assertEquals(1, engines.size());
    return engines.getFirst();
  }

  private static List<ProcessHandle> engines(ImageServer server, String program) {
    return ProcessHandle.of(server.pid())
        .orElseThrow()
        .descendants()
        .filter(it -> it.info().commandLine().orElse("").contains(program))
        .toList();
  }
}
