package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads of the image from a hub that stops sending: a kill, a cancel, and another server on
/// the same folder.
class LocalModelsIT {
  private static final int SIZE = 2_000_000;

  @TempDir Path root;
  private byte[] content;
  private Process hub;
  private Map<String, String> settings;

  private static String model(String quantization) {
    return "/local-inference/models/maker%2FTiny-GGUF%3A" + quantization;
  }

  @BeforeEach
  void startHub() throws IOException {
    NodeTools.require();
    content = new byte[SIZE];
    new Random(5).nextBytes(content);
    Path repository = Files.createDirectories(root.resolve("hub/maker/Tiny-GGUF"));
    Files.write(repository.resolve("Tiny-Q8_0.gguf"), content);
    Files.write(repository.resolve("Tiny-Q4_0.gguf"), content);
    Files.write(repository.resolve("Tiny-Q2_K.gguf"), content);
    hub =
        new ProcessBuilder(
                "node",
                "mock-hub.mjs",
                root.resolve("hub").toString(),
                "--log",
                root.resolve("hub.log").toString(),
                "--token",
                "hf_of_the_user",
                "--fault",
                "Tiny-Q8_0.gguf=held:1000000",
                "--fault",
                "Tiny-Q4_0.gguf=drip")
            .directory(NodeTools.ROOT.resolve("contract/tools").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String address = hub.inputReader().readLine();
    settings = Map.of("HF_ENDPOINT", address, "HF_TOKEN", "hf_of_the_user");
  }

  @AfterEach
  void stopHub() {
    hub.destroyForcibly();
  }

  private Path file(String name) {
    return root.resolve("data/models").resolve(name);
  }

  private static HttpResponse<String> download(ImageServer server, String quantization)
      throws Exception {
    return server.send(
        "POST",
        "/local-inference/download",
        "{\"spec\": \"maker/Tiny-GGUF:" + quantization + "\"}");
  }

  private static JsonObject progress(ImageServer server, String quantization) throws Exception {
    return server.get(model(quantization) + "/download");
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private record Typed(int exit, String out, String err) {}

  private Process start(String... arguments) throws IOException {
    String goosed = NodeTools.IMAGE.resolve("bin/goosed").toString();
    return ImageServer.process(
        root, settings, Stream.concat(Stream.of(goosed, "models"), Stream.of(arguments)).toList());
  }

  private static Typed ended(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Typed(process.waitFor(), out, err);
  }

  @Test
  void aPersonDownloadsAModelAndDeletesIt() throws Exception {
    String model = "maker/Tiny-GGUF:Q2_K";

    Typed made = ended(start("download", model));
    assertEquals(0, made.exit(), made.err());
    assertEquals(model + "\n", made.out());
    assertArrayEquals(content, Files.readAllBytes(file("Tiny-Q2_K.gguf")));
    assertTrue(ended(start("list")).out().lines().anyMatch(it -> it.matches("here .* " + model)));

    assertEquals(0, ended(start("delete", model)).exit());
    assertTrue(Files.notExists(file("Tiny-Q2_K.gguf")));
    Typed unknown = ended(start("download", "maker/Tiny-GGUF:Q9"));
    assertEquals(1, unknown.exit());
    assertTrue(unknown.err().contains("there is no file for"), unknown.err());
  }

  @Test
  void anInterruptKeepsWhatIsThere() throws Exception {
    Path part = file("Tiny-Q8_0.gguf.part");
    Process download = start("download", "maker/Tiny-GGUF:Q8_0");
    Eventually.holds(() -> size(part) == 1_000_000);

    // Whoever starts this test in the background has its children ignore the signal of Ctrl-C.
    download.toHandle().destroy();

    Typed stopped = ended(download);
    assertEquals(130, stopped.exit(), stopped.err());
    assertEquals(1_000_000, size(part));
  }

  @Test
  void killedServerContinuesWhereItWasAndNoOtherInterferes() throws Exception {
    Path part = file("Tiny-Q8_0.gguf.part");
    try (ImageServer second = ImageServer.start(root, settings)) {
      ImageServer first = ImageServer.start(root, settings);
      try {
        assertEquals(202, download(first, "Q8_0").statusCode());
        Eventually.holds(() -> size(part) == 1_000_000);

        HttpResponse<String> refused = download(second, "Q8_0");
        assertEquals(500, refused.statusCode());
        assertTrue(refused.body().contains("Download already in progress"), refused.body());
      } finally {
        first.kill();
      }
      assertEquals(1_000_000, size(part));

      assertEquals(202, download(second, "Q8_0").statusCode());
      Eventually.holds(
          () -> progress(second, "Q8_0").text("status").orElseThrow().equals("completed"));
    }
    assertArrayEquals(content, Files.readAllBytes(file("Tiny-Q8_0.gguf")));
    assertEquals(List.of("Tiny-Q8_0.gguf", "registry.json", "registry.json.lock"), names());
    assertTrue(
        asked().stream()
            .anyMatch(one -> one.text("range").filter("bytes=1000000-"::equals).isPresent()));
    for (JsonObject one : asked()) {
      boolean ofHub = one.text("server").orElseThrow().equals("hub");
      assertEquals(ofHub, one.text("authorization").isPresent(), one.compact());
    }
  }

  @Test
  void downloadThatHangsIsCancelledAndGone() throws Exception {
    try (ImageServer server = ImageServer.start(root, settings)) {
      assertEquals(202, download(server, "Q4_0").statusCode());
      Eventually.holds(() -> size(file("Tiny-Q4_0.gguf.part")) > 0);

      server.delete(model("Q4_0") + "/download");

      assertEquals("cancelled", progress(server, "Q4_0").text("status").orElseThrow());
      assertEquals(List.of("registry.json", "registry.json.lock"), names());
      server.delete(model("Q4_0"));
      JsonArray models =
          (JsonArray) JsonText.parse(server.send("GET", "/local-inference/models", "").body());
      assertEquals(6, models.items().size());
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("data/models"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<JsonObject> asked() throws IOException {
    List<JsonObject> asked = new ArrayList<>();
    for (String line : Files.readAllLines(root.resolve("hub.log"))) {
      Json one = JsonText.parse(line);
      asked.add((JsonObject) one);
    }
    return asked;
  }
}
