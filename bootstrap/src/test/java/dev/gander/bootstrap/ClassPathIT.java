package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image's jars on a class path, as in a program that knows no modules.
class ClassPathIT {
  @TempDir Path root;
  @TempDir Path changed;

  @Test
  void aTurnRuns() throws Exception {
    try (ImageServer server = start(jars())) {
      String session = server.newSession(root);
      try (Stream<JsonObject> events = server.reply(session, "!say hello")) {
        assertEquals(
            List.of("Ping", "Message", "Finish"),
            events.map(event -> event.text("type").orElseThrow()).distinct().toList());
      }
    }
  }

  @Test
  void theServerKnowsItsVersion() throws Exception {
    try (ImageServer server = start(jars())) {
      String version = server.get("/system_info").text("app_version").orElseThrow();
      assertTrue(version.matches("\\d+\\.\\d+\\.\\d+.*"), version);
    }
  }

  /// A program in one jar may have lost a service when its jars were merged.
  @Test
  void aStreamThatCannotBeOpenedIsAnsweredAndLogged() throws Exception {
    List<Path> jars = new ArrayList<>();
    for (Path jar : jars()) {
      jars.add(
          jar.getFileName().toString().startsWith("adapters-http") ? withoutServices(jar) : jar);
    }
    try (ImageServer server = start(jars)) {
      String session = server.newSession(root);
      var answer = server.send("GET", "/sessions/" + session + "/events", "");
      assertEquals(500, answer.statusCode());
      assertEquals("{\"message\":\"Internal Server Error\"}", answer.body());
    }
    String log = ImageServer.log(root.resolve("state"));
    assertTrue(log.contains("ERROR dev.gander.adapters.http"), log);
    assertTrue(log.contains("Unable to find sink provider"), log);
  }

  private ImageServer start(List<Path> jars) throws IOException {
    return ImageServer.listening(
        ImageServer.process(
            root,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(":", jars.stream().map(Path::toString).toList()),
                "dev.gander.bootstrap.Main",
                "agent")));
  }

  private static List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(NodeTools.IMAGE.resolve("lib"), "*.jar")) {
      files.forEach(jars::add);
    }
    return jars;
  }

  private Path withoutServices(Path jar) throws IOException {
    Path copy = Files.copy(jar, changed.resolve(jar.getFileName()));
    try (FileSystem content = FileSystems.newFileSystem(copy);
        DirectoryStream<Path> services =
            Files.newDirectoryStream(content.getPath("META-INF/services"))) {
      for (Path service : services) {
        Files.delete(service);
      }
    }
    return copy;
  }
}
