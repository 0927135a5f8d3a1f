package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.sabotage.Saboteur;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lack of memory leaves: a server that serves, or none.
class OutOfMemoryIT {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"exhaust", "fill", "lose-class"})
  void whatTheWholeServerSuffersFromEndsTheProcessWithAReason(String way) throws Exception {
    Process process = ImageServer.process(root, sabotaged(Map.of(), "-Xmx128m"));
    try (BufferedReader err = process.errorReader()) {
      String line = err.readLine();
      while (!line.startsWith("Gander is at ")) {
        line = err.readLine();
      }
      Files.createFile(root.resolve(way));

      String rest = err.lines().collect(Collectors.joining("\n"));
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
      assertEquals(3, process.exitValue(), rest);
      assertTrue(rest.contains("Error: out of memory; the server ends"), rest);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aDeadClientOfModelsIsReplaced() throws Exception {
    try (StuckModel model = new StuckModel();
        ImageServer server = ImageServer.start(root, sabotaged(model.environment(), ""))) {
      String session = server.newSession(root);
      assertTrue(said(server, session).contains("word"));

      Files.createFile(root.resolve("kill-clients"));
      Eventually.holds(() -> Files.notExists(root.resolve("kill-clients")));

      String said = said(server, session);
      assertTrue(said.contains("word"), said);
      assertFalse(said.contains("Network error"), said);
    }
  }

  private static String said(ImageServer server, String session) throws Exception {
    try (var events = server.reply(session, "Go")) {
      return events.map(JsonText::write).collect(Collectors.joining("\n"));
    }
  }

  private Map<String, String> sabotaged(Map<String, String> settings, String options)
      throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put(
        "GOOSED_JAVA_OPTS", options + " " + Saboteur.option(root.resolve("saboteur.jar"), root));
    return all;
  }
}
