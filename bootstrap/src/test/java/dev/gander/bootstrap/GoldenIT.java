package dev.gander.bootstrap;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays the recorded conversations with goosed against the image, a test per conversation. What is
/// listed in `contract/open.json` must fail, for the reason given there.
class GoldenIT {
  private static final Path CONTRACT = NodeTools.ROOT.resolve("contract");

  @TestFactory
  Stream<DynamicContainer> conversations() throws IOException {
    NodeTools.require();
    JsonObject open = JsonFields.asObject(read(CONTRACT.resolve("open.json")));
    try (Stream<Path> files = Files.list(CONTRACT.resolve("golden"))) {
      return files.sorted().toList().stream()
          .map(file -> dynamicContainer(file.getFileName().toString(), area(file, open)));
    }
  }

  private static Stream<DynamicTest> area(Path file, JsonObject open) {
    JsonObject area = JsonFields.asObject(read(file));
    String prefix = JsonFields.of(area).text("area") + ": ";
    var playing = new Playing(file);
    return names(area).stream()
        .map(
            name ->
                dynamicTest(
                    name, () -> judge(playing.verdict(prefix + name), open.text(prefix + name))));
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

  private static Json read(Path file) {
    try {
      return JsonText.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One run of the player over one file, started by the first question.
  private static final class Playing {
    private final Path file;
    private final Map<String, String> verdicts = new LinkedHashMap<>();
    private boolean played;

    Playing(Path file) {
      this.file = file;
    }

    /// What differs in a conversation; empty if nothing does.
    Optional<String> verdict(String name) throws IOException, InterruptedException {
      if (!played) {
        played = true;
        play();
      }
      String verdict = verdicts.get(name);
      if (verdict == null) {
        return Optional.of("the player did not report this conversation:\n" + verdicts.keySet());
      }
      return verdict.isEmpty() ? Optional.empty() : Optional.of(verdict);
    }

    private void play() throws IOException, InterruptedException {
      String launch = NodeTools.IMAGE.resolve("bin/goosed") + " agent";
      var arguments =
          Stream.concat(
              Stream.of("golden.mjs", "check", "--verbose", "--launch", launch, file.toString()),
              NodeTools.mcpServers().stream().flatMap(given -> Stream.of("--set", given)));
      String current = "";
      for (String line : NodeTools.run(arguments.toList())) {
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
    }
  }
}
