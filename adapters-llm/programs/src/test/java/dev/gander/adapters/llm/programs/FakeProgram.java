package dev.gander.adapters.llm.programs;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A shell script in the place of an agent's program. What it is started with and told it writes
/// into its folder; each question takes the next answer, which is a piece of script.
public final class FakeProgram {
  private static final Duration POLL = Duration.ofMillis(5);

  private final Path folder;
  private final Path file;
  private final Map<String, String> variables = new HashMap<>();
  private int answers;

  /// @param loop what it does; `hear` reads a line into `$line`, `answer` plays the next answer
  public FakeProgram(Path folder, String name, String loop) throws IOException {
    this.folder = folder;
    this.file = folder.resolve(name);
    Files.writeString(
        file,
        """
      #!/bin/sh
      dir='%s'
      echo $$ >> "$dir/pids"
      for argument in "$@"; do printf '%%s\\036' "$argument"; done >> "$dir/arguments"
      printf '\\035' >> "$dir/arguments"
      env > "$dir/environment"
      pwd > "$dir/folder"
      say() { printf '%%s\\n' "$1"; }
      hear() { IFS= read -r line && printf '%%s\\n' "$line" >> "$dir/heard"; }
      answer() {
        n=1
        while ! mkdir "$dir/taken-$n" 2> /dev/null; do n=$((n + 1)); done
        . "$dir/answer-$n.sh"
      }
      %s
      """
            .formatted(folder, loop));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("no program may be made in " + folder);
    }
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("HOME", folder.toString());
  }

  /// Plans the next answer: prints these lines, then goes on with the script.
  public void answers(List<JsonObject> lines, String script) throws IOException {
    answers++;
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(JsonText.write(line)).append('\n'));
    String halved = text.toString().replace(ScriptedAnswer.HALF, ScriptedAnswer.ESCAPED_HALF);
    Files.writeString(folder.resolve("lines-" + answers), halved);
    Files.writeString(
        folder.resolve("answer-" + answers + ".sh"),
        "cat '" + folder.resolve("lines-" + answers) + "'\n" + script + "\n");
  }

  /// A file that a script may `cat`, with a line of JSON.
  public Path file(String name, JsonObject line) throws IOException {
    return Files.writeString(folder.resolve(name), JsonText.write(line) + "\n");
  }

  public Path file() {
    return file;
  }

  public void variable(String name, String value) {
    variables.put(name, value);
  }

  /// Settings with which it is found by its path.
  public ProviderSettings settings(String key) {
    return settings(Map.of(key, file.toString()), List.of());
  }

  public ProviderSettings settings(Map<String, String> values, List<String> searchFolders) {
    Programs programs =
        new Programs(ChildEnvironment.of(variables), searchFolders, folder.resolve("state"));
    KnownSecrets secrets = KnownSecrets.of(variables);
    return new ProviderSettings() {
      @Override
      public Optional<String> setting(String key) {
        return Optional.ofNullable(values.get(key));
      }

      @Override
      public Optional<String> secret(String key) {
        return Optional.empty();
      }

      @Override
      public KnownSecrets knownSecrets() {
        return secrets;
      }

      @Override
      public Optional<Programs> programs() {
        return Optional.of(programs);
      }
    };
  }

  /// The arguments of each start.
  public List<List<String>> starts() {
    String all = read("arguments");
    return Stream.of(all.substring(0, Math.max(0, all.length() - 1)).split("\035", -1))
        .filter(_ -> !all.isEmpty())
        .map(start -> start.isEmpty() ? List.<String>of() : List.of(start.split("\036")))
        .toList();
  }

  /// All lines of JSON that it was told.
  public List<JsonObject> heard() {
    return read("heard").lines().map(line -> (JsonObject) JsonText.parse(line)).toList();
  }

  public String environment() {
    return read("environment");
  }

  public String folder() {
    return read("folder").strip();
  }

  /// Those of its processes that still run.
  public List<ProcessHandle> running() {
    return read("pids")
        .lines()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .filter(FakeProgram::runs)
        .toList();
  }

  /// Waits until so many of its processes run.
  public void awaitRunning(int count) {
    while (running().size() < count) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /// A dead one may wait for its parent to notice.
  private static boolean runs(ProcessHandle process) {
    try {
      return !Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException _) {
      return process.isAlive();
    }
  }

  private String read(String name) {
    try {
      Path path = folder.resolve(name);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(Objects.toString(e.getMessage()), e);
    }
  }

  /// Waits until nothing is left of what a program was given: files go when it has ended.
  public static void awaitEmpty(Path folder) throws IOException, InterruptedException {
    Eventually.holds(
        () -> {
          try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
          }
        });
  }
}
