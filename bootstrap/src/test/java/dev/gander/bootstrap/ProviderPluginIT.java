package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the example's readme promises: built by its own Maven project from what Gander publishes,
/// dropped beside the image, set up and used, next to a jar that is broken.
class ProviderPluginIT {
  private static final String JAR = "provider-program-1.0.jar";
  private static final Path PLUGINS = NodeTools.IMAGE.resolve("plugins");

  @TempDir Path build;
  @TempDir Path root;

  @Test
  void theExampleIsBuiltDroppedBesideTheImageAndUsed() throws Exception {
    Path jar = ExampleBuild.of("provider-plugin", build).jar(JAR);
    boolean folderIsOurs = !Files.exists(PLUGINS);
    Path dropped = Files.createDirectories(PLUGINS).resolve(JAR);
    Path broken = Files.createDirectories(root.resolve("config/plugins")).resolve("broken.jar");
    Files.writeString(broken, "no zip file");
    try {
      Files.copy(jar, dropped);
      chat();
    } finally {
      Files.deleteIfExists(dropped);
      if (folderIsOurs) {
        Files.delete(PLUGINS);
      }
    }
    String log = log();
    assertTrue(log.contains(JAR + ": provider program"), log);
    assertTrue(log.contains("broken.jar is left out"), log);
  }

  private void chat() throws IOException, InterruptedException {
    Map<String, String> chosen = Map.of("GOOSE_PROVIDER", "program", "GOOSE_MODEL", "default");
    try (ImageServer server = ImageServer.start(root, chosen)) {
      assertEquals(List.of("false"), listed(server));
      String setting =
          """
          {"key": "PROGRAM_COMMAND", "value": "tail -n 1 | tr a-z A-Z", "is_secret": false}""";
      assertEquals(200, server.send("POST", "/config/upsert", setting).statusCode());
      assertEquals(List.of("true"), listed(server));

      String session = server.newSession(root);
      assertEquals("HELLO EXAMPLE", server.answer(session, "hello example").strip());
    }
  }

  /// Whether the provider is set up, each time that it is listed.
  private static List<String> listed(ImageServer server) throws IOException, InterruptedException {
    Json all = JsonText.parse(server.send("GET", "/config/providers", "").body());
    return ((JsonArray) all)
        .items().stream()
            .map(JsonFields::asObject)
            .filter(provider -> provider.text("name").filter("program"::equals).isPresent())
            .map(
                provider ->
                    JsonText.write(JsonFields.of(provider).required("is_configured", v -> v)))
            .toList();
  }

  private String log() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("state"))) {
      StringBuilder log = new StringBuilder();
      for (Path file : files.filter(name -> name.toString().endsWith(".log")).toList()) {
        log.append(Files.readString(file));
      }
      return log.toString();
    }
  }
}
