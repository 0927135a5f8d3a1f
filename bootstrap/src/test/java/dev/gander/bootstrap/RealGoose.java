package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FreePort;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// goose 1.52, the real one, on the files below a folder. It is the npm package that `bench` pins.
final class RealGoose {
  private static final Path PINNED = NodeTools.ROOT.resolve("bench");
  private static final Path INSTALLED = Path.of("target/npm").toAbsolutePath();
  static final Path PROGRAM =
      INSTALLED.resolve("node_modules/@aaif/goose-binary-linux-x64/bin/goose");

  private final Path root;
  private final Map<String, String> variables;

  /// @param variables what the program finds in its environment
  RealGoose(Path root, Map<String, String> variables) {
    this.root = root;
    this.variables = variables;
  }

  /// Fetches the program, unless it is there. Tests are skipped on machines that it is not made
  /// for, but never in CI.
  static void require() throws IOException, InterruptedException {
    NodeTools.require();
    install();
    boolean found = Files.isExecutable(PROGRAM);
    if (!found && System.getenv("CI") != null) {
      throw new AssertionError("CI needs the real goose: " + PROGRAM);
    }
    assumeTrue(found, "the real goose is not there for this machine");
  }

  /// Tests in another process may want it at the same time.
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    try (FileChannel channel =
            FileChannel.open(
                INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      installLocked();
    }
  }

  private static void installLocked() throws IOException, InterruptedException {
    Path lock = PINNED.resolve("package-lock.json");
    Path done = INSTALLED.resolve("installed.json");
    if (Files.exists(done) && Files.mismatch(lock, done) < 0) {
      return;
    }
    for (String name : List.of("package.json", "package-lock.json")) {
      Files.copy(
          PINNED.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(INSTALLED.resolve("npm.log").toFile())
            .start();
    boolean ended = npm.waitFor(5, TimeUnit.MINUTES);
    assertEquals(0, ended ? npm.exitValue() : -1, "npm ci; see " + INSTALLED.resolve("npm.log"));
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
  }

  /// `goose session list`.
  List<JsonObject> list() throws IOException, InterruptedException {
    return ((JsonArray) run("session", "list", "--format", "json"))
        .items().stream().map(JsonFields::asObject).toList();
  }

  /// `goose session export`.
  JsonObject export(String session) throws IOException, InterruptedException {
    return JsonFields.asObject(
        run("session", "export", "--session-id", session, "--format", "json"));
  }

  /// `goose info -v`: the settings as it reads them, for people.
  String info() throws IOException, InterruptedException {
    return output("info", "-v");
  }

  /// `goose recipe validate`: fails if the recipe could not run.
  void validate(Path recipe) throws IOException, InterruptedException {
    output("recipe", "validate", recipe.toString());
  }

  /// `goose recipe deeplink`.
  String link(Path recipe) throws IOException, InterruptedException {
    return output("recipe", "deeplink", recipe.toString()).lines().toList().getLast();
  }

  /// `goose recipe list`.
  List<JsonObject> recipes() throws IOException, InterruptedException {
    return ((JsonArray) run("recipe", "list", "--format", "json"))
        .items().stream().map(JsonFields::asObject).toList();
  }

  /// `goose schedule add`.
  ///
  /// @param parameter as in `name=value`
  void schedule(String id, String cron, Path recipe, String parameter)
      throws IOException, InterruptedException {
    output(
        "schedule",
        "add",
        "--schedule-id",
        id,
        "--cron",
        cron,
        "--recipe-source",
        recipe.toString(),
        "--params",
        parameter);
  }

  /// `goose schedule list`, for people.
  String jobs() throws IOException, InterruptedException {
    return output("schedule", "list");
  }

  /// `goose schedule remove`.
  void unschedule(String id) throws IOException, InterruptedException {
    output("schedule", "remove", "--schedule-id", id);
  }

  /// `goose serve`.
  GooseServer serve() throws IOException, InterruptedException {
    int port = FreePort.find();
    Process process =
        start("serve", "--port", Integer.toString(port), "--dangerously-unauthenticated")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return GooseServer.of(process, port);
  }

  private Json run(String... arguments) throws IOException, InterruptedException {
    return JsonText.parse(output(arguments));
  }

  private String output(String... arguments) throws IOException, InterruptedException {
    Path err = Files.createTempFile(root, "goose", ".err");
    Process process = start(arguments).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", arguments) + ": " + out + text(err));
    return out;
  }

  private ProcessBuilder start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", "/usr/bin:/bin",
                "HOME", root.toString(),
                "GOOSE_PATH_ROOT", root.toString(),
                "GOOSE_DISABLE_KEYRING", "1",
                "GOOSE_TELEMETRY_ENABLED", "false"));
    builder.environment().putAll(variables);
    return builder;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
