package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models on this machine are a module that nobody pays for before its first use, and that an image
/// need not have.
class OnDemandLocalModelsIT {
  private static final String DOWNLOAD = "/local-inference/download";
  private static final String SPEC = "{\"spec\": \"maker/Tiny-GGUF:Q8_0\"}";

  @TempDir Path root;

  private final List<Path> links = new ArrayList<>();

  /// JUnit warns of each that it finds in its folder.
  @AfterEach
  void unlink() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  @Test
  void moduleIsLoadedWithItsFirstUse() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
    try (ImageServer server = ImageServer.start(root, Map.of("GANDER_OFFLINE", "1"))) {
      server.answer(server.newSession(root), "Hello");
      assertFalse(isOpen(server), "a turn with another model");

      HttpResponse<String> refused = server.send("POST", DOWNLOAD, SPEC);
      assertTrue(refused.body().contains("GANDER_OFFLINE"), refused.body());
      assertTrue(isOpen(server));
    }
  }

  private static boolean isOpen(ImageServer server) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + server.pid() + "/fd"))) {
      return files.anyMatch(file -> target(file).contains("adapters-local"));
    }
  }

  /// Empty if the file has been closed meanwhile.
  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException _) {
      return "";
    }
  }

  @Test
  void imageWithoutItServesEverythingElseAndSaysSo() throws Exception {
    Path image = withoutLocalModels();
    List<String> command = List.of(image.resolve("bin/goosed").toString(), "agent");
    Map<String, String> local = Map.of("GOOSE_PROVIDER", "local", "GOOSE_MODEL", "a/b:Q4_0");
    try (ImageServer server = ImageServer.listening(ImageServer.process(root, local, command))) {
      JsonObject features = server.get("/features");
      assertEquals(
          "false",
          features.object("features").orElseThrow().get("local-inference").compact(),
          features.compact());
      assertTrue(features.compact().contains("not installed"), features.compact());

      HttpResponse<String> models = server.send("GET", "/local-inference/models", "");
      assertEquals("200 []", models.statusCode() + " " + models.body(), "nothing is offered");
      HttpResponse<String> refused = server.send("POST", DOWNLOAD, SPEC);
      assertTrue(
          refused.body().contains("Models on this machine are not installed"), refused.body());
      HttpResponse<String> session =
          server.send(
              "POST",
              "/agent/start",
              "{\"working_dir\": \"%s\", \"extension_overrides\": []}".formatted(root));
      assertEquals(200, session.statusCode(), session.body());
      assertEquals(200, server.send("GET", "/sessions", "").statusCode());
    }
  }

  /// The image, without the two folders that the README names.
  private Path withoutLocalModels() throws IOException {
    Path image = root.resolve("image");
    Path lib = Files.createDirectories(image.resolve("lib/on-demand"));
    Files.createDirectories(image.resolve("bin"));
    Files.copy(NodeTools.IMAGE.resolve("bin/goosed"), image.resolve("bin/goosed"));
    link(NodeTools.IMAGE.resolve("lib"), image.resolve("lib"), List.of("on-demand"));
    link(NodeTools.IMAGE.resolve("lib/on-demand"), lib, List.of("engine", "local"));
    return image;
  }

  private void link(Path from, Path to, List<String> without) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (!without.contains(name)) {
          links.add(Files.createSymbolicLink(to.resolve(name), entry));
        }
      }
    }
  }
}
