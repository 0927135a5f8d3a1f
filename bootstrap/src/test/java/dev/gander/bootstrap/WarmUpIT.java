package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users notice of the turns that a server practises after its start: nothing.
class WarmUpIT {
  private static final Map<String, String> ON = Map.of("GANDER_WARMUP", "on");

  /// Some seconds of processor time, on a busy machine.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path temp;
  private Path root;
  private Path practice;

  @BeforeEach
  void place() throws IOException {
    root = temp.toRealPath();
    practice = root.resolve("state/gander/warm_up");
  }

  @Test
  void afterwardsTheServerIsAsIfNothingHadBeen() throws Exception {
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      server.get("/sessions");
    }
    Set<Path> before = files();
    try (ImageServer server = ImageServer.start(root, ON)) {
      awaitPractice();
      Eventually.holds(() -> leftovers().isEmpty(), PATIENCE);

      assertEquals("{\"sessions\":[]}", JsonText.write(server.get("/sessions")));
      // The one that ends what a killed server leaves behind.
      assertTrue(ProcessHandle.of(server.pid()).orElseThrow().children().count() <= 1);
    }
    assertEquals(before, files());
    assertEquals("", ImageServer.log(root.resolve("state")));
  }

  @Test
  void whatAKilledServerLeavesTheNextOneRemoves() throws Exception {
    try (ImageServer server = ImageServer.start(root, ON)) {
      awaitPractice();
      server.kill();
    }
    List<Path> old = leftovers();
    assertEquals(1, old.size());

    try (ImageServer _ = ImageServer.start(root, ON)) {
      Eventually.holds(() -> !Files.exists(old.getFirst()), PATIENCE);
    }
  }

  @Test
  void aServerThatIsStoppedMeanwhileSaysNothingOfIt() throws Exception {
    try (ImageServer _ = ImageServer.start(root, ON)) {
      awaitPractice();
    }
    assertEquals("", ImageServer.log(root.resolve("state")));
  }

  /// Until the model has been asked.
  private void awaitPractice() throws Exception {
    Eventually.holds(
        () ->
            leftovers().stream()
                .anyMatch(own -> Files.exists(own.resolve("state/logs/llm_request.0.jsonl"))),
        PATIENCE);
  }

  private List<Path> leftovers() throws IOException {
    if (!Files.exists(practice)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(practice)) {
      return all.toList();
    }
  }

  /// All but logs and the folders that lead to those for practice.
  private Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> !file.startsWith(root.resolve("state/logs")))
          .filter(file -> !practice.startsWith(file))
          .collect(Collectors.toSet());
    }
  }
}
