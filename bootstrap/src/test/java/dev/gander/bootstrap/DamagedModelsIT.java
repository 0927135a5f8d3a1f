package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.testkit.Eventually;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two hundred damaged models, each used through the server. `-Dgander.damaged.text=FILE` and
/// `-Dgander.damaged.speech=FILE` damage other models, `-Dgander.damaged.count=N` another number of
/// each, `-Dgander.damaged.seed=N` elsewhere.
@Timeout(value = 2, unit = TimeUnit.HOURS)
class DamagedModelsIT {
  private static final int TEXTS = Integer.getInteger("gander.damaged.count", 120);
  private static final int SPEECHES = Integer.getInteger("gander.damaged.count", 80);
  private static final long SEED = Long.getLong("gander.damaged.seed", 16);
  private static final int FILTERS = 56;
  private static final int VOCABULARY = FILTERS + 80 * 201 * Float.BYTES;

  /// The bytes of the vocabulary of a real model.
  private static final int WORDS = 600_000;

  private static final String SETTINGS =
      "{\"context_size\": 4096, \"max_output_tokens\": 2, \"sampling\": {\"type\": \"Greedy\"}}";

  /// What a turn says of a model that does not work.
  private static final Pattern CLEAR =
      Pattern.compile(
          "The file of the model damaged .+: /"
              + "|The model damaged could not be loaded: the engine ended with exit code \\d+"
              + "|The model damaged was not loaded within"
              + "|The model damaged cannot be run: its architecture"
              + "|The model damaged needs .* of memory"
              + "|The engine of damaged ended in the middle of an answer, with exit code \\d+"
              + "|exceeds the available context size");

  private static final Pattern CLEAR_SPEECH =
      Pattern.compile(
          "The file of the model (tiny|base) is (no model|broken|cut off|a GGUF)"
              + "|The speech model cannot be loaded: "
              + "|The speech engine (crashed|failed)"
              + "|took more than \\d+ s");

  @TempDir Path root;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> unclear = new CopyOnWriteArrayList<>();

  @Test
  void damagedModelsCostTheirTurnsAndNothingElse() throws Exception {
    Path models = Files.createDirectories(root.resolve("data/models"));
    Path prompts = Files.createDirectories(root.resolve("config/prompts"));
    Files.writeString(prompts.resolve("system.md"), "Hi");
    Map<String, String> variables =
        Map.of(
            "GOOSE_PROVIDER", "local",
            "GOOSE_MODEL", "damaged",
            "GOOSE_MODE", "chat",
            "GOOSE_DISABLE_SESSION_NAMING", "true",
            "GANDER_LLAMA_SERVER", "none",
            "GANDER_LOCAL_IDLE_SECONDS", "1");
    SmallModel.shelve(root, Map.of("damaged", models.resolve("damaged.gguf")), SETTINGS);
    try (ImageServer server = ImageServer.start(root, variables);
        EngineWatch watch = new EngineWatch(server.pid())) {
      FutureTask<Void> speech =
          new FutureTask<>(
              () -> {
                listen(server, models);
                return null;
              });
      Thread.ofVirtual().start(speech);
      chat(server, models);
      speech.get();

      System.out.println(outcomes + " " + watch);
      assertEquals(200, server.send("GET", "/status", "").statusCode());
      assertEquals(List.of(), unclear);
      assertTrue(watch.seen("TextEngineProgram") > 5, "few got as far as an engine: " + watch);
      assertTrue(watch.seen("WhisperProgram") > 5, "few got as far as an engine: " + watch);
      assertEquals(List.of(), watch.overLimit());
      Eventually.holds(watch::isQuiet);
      // The server deletes a folder when it has seen the end of its engine.
      Eventually.holds(() -> left("gander-engine-p" + server.pid() + "s").isEmpty());
      Eventually.holds(() -> left("gander-speech-p" + server.pid() + "s").isEmpty());
    }
  }

  private void chat(ImageServer server, Path models) throws Exception {
    Path whole = whole("text", TinyModels.text());
    // Whole, it answers: otherwise nothing below would mean anything.
    Files.copy(whole, models.resolve("damaged.gguf"));
    assertTrue(turn(server).isBlank() || !isRefused(turn(server)), turn(server));
    String header = new String(beginning(whole, 4 << 20), ISO_8859_1);
    int table = header.indexOf("token_embd.weight") - Long.BYTES;
    var ranges =
        List.of(
            new Damage.Range(4, Math.min(1500, table)),
            new Damage.Range(table, header.lastIndexOf(".weight") + 40));
    Random random = new Random(SEED);
    for (int i = 0; i < TEXTS; i++) {
      Damage damage = Damage.to(whole, ranges, Long.BYTES, random, i);
      damage.copy(whole, models.resolve("damaged.gguf"));
      String answer = turn(server);
      count("text", isRefused(answer), answer);
      require(CLEAR, i, isRefused(answer), answer);
    }
  }

  private static boolean isRefused(String answer) {
    return answer.contains("Ran into this error");
  }

  private String turn(ImageServer server) throws Exception {
    String session =
        JsonFields.of(
                server.post(
                    "/agent/start",
                    "{\"working_dir\": \"%s\", \"extension_overrides\": []}".formatted(root)))
            .text("id");
    server.resume(session);
    return server.answer(session, "Hi");
  }

  private void listen(ImageServer server, Path models) throws Exception {
    Path whole = whole("speech", TinyModels.speech());
    byte[] recording =
        DamagedModelsIT.class.getResourceAsStream("/speech/country.wav").readAllBytes();
    String body =
        "{\"audio\": \"%s\", \"mime_type\": \"audio/wav\", \"provider\": \"local\"}"
            .formatted(Base64.getEncoder().encodeToString(recording));
    long size = Files.size(whole);
    var ranges =
        List.of(
            new Damage.Range(4, FILTERS),
            new Damage.Range(VOCABULARY, Math.min(size, VOCABULARY + WORDS)),
            new Damage.Range(VOCABULARY, size));
    Random random = new Random(SEED);
    for (int i = -1; i < SPEECHES; i++) {
      // An engine that runs is asked again if the name of its model is the same.
      String model = i % 2 == 0 ? "tiny" : "base";
      Path target = models.resolve("ggml-" + model + ".bin");
      choose(server, model);
      if (i < 0) {
        Files.copy(whole, target);
      } else {
        Damage.to(whole, ranges, Integer.BYTES, random, i).copy(whole, target);
      }
      HttpResponse<String> answer = server.send("POST", "/dictation/transcribe", body);
      boolean isRefused = answer.statusCode() != 200;
      count("speech", isRefused, answer.body());
      assertTrue(i >= 0 || !isRefused, answer.body());
      require(CLEAR_SPEECH, i, isRefused, answer.body());
    }
  }

  private static void choose(ImageServer server, String model) throws Exception {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/config/upsert",
            """
            {"key": "LOCAL_WHISPER_MODEL", "value": "%s", "is_secret": false}"""
                .formatted(model));
    assertEquals(200, answer.statusCode());
  }

  private Path whole(String kind, byte[] tiny) throws Exception {
    String other = System.getProperty("gander.damaged." + kind);
    return other == null ? Files.write(root.resolve(kind), tiny) : Path.of(other);
  }

  private static byte[] beginning(Path file, int most) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  private synchronized void count(String kind, boolean isRefused, String answer) {
    String how =
        !isRefused
            ? "works"
            : answer.contains("exit code") || answer.contains("speech") ? "engine" : "header";
    outcomes.merge(kind + " " + how, 1, Integer::sum);
  }

  private void require(Pattern clear, int number, boolean isRefused, String answer) {
    if (isRefused && !clear.matcher(answer).find()) {
      unclear.add(number + ": " + answer);
    }
  }

  private static List<String> left(String owner) throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.startsWith(owner))
          .toList();
    }
  }
}
