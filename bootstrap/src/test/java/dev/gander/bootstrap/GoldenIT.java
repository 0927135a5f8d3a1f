package dev.gander.bootstrap;

import static java.util.Comparator.comparingLong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Plays the recorded conversations with goosed against the image, a test per conversation. What is
/// listed in `contract/open.json` must fail, for the reason given there.
class GoldenIT {
  private static final Path CONTRACT = NodeTools.ROOT.resolve("contract");

  /// More than processors: half of the time of a conversation is waiting.
  private static final ExecutorService PLAYERS =
      Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().factory());

  private final List<Playing> all = new ArrayList<>();

  @TestFactory
  Stream<DynamicContainer> conversations() throws IOException {
    NodeTools.require();
    JsonObject open = JsonFields.asObject(read(CONTRACT.resolve("open.json")));
    try (Stream<Path> files = Files.list(CONTRACT.resolve("golden"))) {
      // The longest first, so that none of them is left to play alone at the end.
      return files.sorted(comparingLong(GoldenIT::size).reversed()).toList().stream()
          .map(file -> dynamicContainer(file.getFileName().toString(), area(file, open)))
          .toList()
          .stream();
    }
  }

  /// As many as were recorded: a conversation that gets lost would otherwise pass unplayed.
  @Test
  void everyRecordedConversationIsPlayed() throws IOException {
    try (Stream<Path> files = Files.list(CONTRACT.resolve("golden"))) {
      assertEquals(
          948, files.mapToInt(file -> names(JsonFields.asObject(read(file))).size()).sum());
    }
  }

  private Stream<DynamicTest> area(Path file, JsonObject open) {
    JsonObject area = JsonFields.asObject(read(file));
    String prefix = JsonFields.of(area).text("area") + ": ";
    var playing = new Playing(file, PLAYERS);
    all.add(playing);
    return names(area).stream()
        .map(
            name ->
                dynamicTest(
                    name,
                    () -> {
                      Optional<String> reason = open.text(prefix + name);
                      Optional<String> difference = playing.verdict(prefix + name);
                      boolean again = difference.isPresent() && reason.isEmpty();
                      judge(again ? alone(playing, prefix + name, name) : difference, reason);
                    }));
  }

  /// When everything else was played.
  private Optional<String> alone(Playing playing, String name, String caseName) {
    all.forEach(Playing::awaitEnd);
    return playing.alone(name, caseName);
  }

  private static void judge(Optional<String> difference, Optional<String> reason) {
    if (reason.isEmpty()) {
      difference.ifPresent(text -> fail("\n" + text));
    } else {
      assertTrue(difference.isPresent(), "passes now, so it is no longer open: " + reason.get());
    }
  }

  private static List<String> names(JsonObject area) {
    return area.array("cases").orElse(JsonArray.EMPTY).items().stream()
        .map(one -> JsonFields.of(one).text("name"))
        .toList();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Json read(Path file) {
    try {
      return JsonText.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One run of the player over one file; some files are played at a time.
  private static final class Playing {
    private final Path file;
    private final CompletableFuture<Map<String, String>> verdicts;

    Playing(Path file, Executor players) {
      this.file = file;
      verdicts = CompletableFuture.supplyAsync(() -> play(file, List.of()), players);
    }

    /// What differs in a conversation; empty if nothing does.
    Optional<String> verdict(String name) {
      String verdict = verdicts.join().get(name);
      if (verdict == null) {
        return Optional.of("the player did not report this conversation");
      }
      return verdict.isEmpty() ? Optional.empty() : Optional.of(verdict);
    }

    void awaitEnd() {
      verdicts.join();
    }

    /// Plays one conversation again by itself: some of them count seconds, which a machine that is
    /// busy with another one stretches.
    Optional<String> alone(String name, String caseName) {
      String verdict = play(file, List.of("--only", caseName)).getOrDefault(name, "not played");
      return verdict.isEmpty() ? Optional.empty() : Optional.of(verdict);
    }

    private static Map<String, String> play(Path file, List<String> more) {
      String launch = NodeTools.IMAGE.resolve("bin/goosed") + " agent";
      List<String> arguments =
          new ArrayList<>(
              List.of("golden.mjs", "check", "--verbose", "--launch", launch, file.toString()));
      NodeTools.mcpServers().forEach(given -> arguments.addAll(List.of("--set", given)));
      arguments.addAll(more);
      try {
        return verdicts(NodeTools.run(arguments));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /// A conversation's name and what differs, from the lines of the player.
    private static Map<String, String> verdicts(List<String> lines) {
      Map<String, String> verdicts = new LinkedHashMap<>();
      String current = "";
      for (String line : lines) {
        if (line.startsWith("ok   ")) {
          verdicts.put(line.substring(5), "");
        } else if (line.startsWith("FAIL ")) {
          current = line.substring(5);
          verdicts.put(current, line);
        } else if (line.startsWith("skip ")) {
          verdicts.put(line.substring(5).replaceFirst(" \\(needs .*", ""), line);
        } else if (line.startsWith("   ")) {
          verdicts.merge(current, line, (before, more) -> before + "\n" + more);
        }
      }
      return verdicts;
    }
  }
}
