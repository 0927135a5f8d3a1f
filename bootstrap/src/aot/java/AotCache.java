import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the AOT cache of an image: starts its server, lets it do what a user's [FirstMinutes] do,
/// stops it, and waits for the JVM to write the cache. Part of the build, run from its source and
/// those beside it:
///
///     java AotCache.java IMAGE
///
/// The cache depends on the Java and on the image's place, so both go into a stamp that the
/// launcher compares (lib/goosed.stamp), and so does the Java's version: only that one is certain to
/// know the options that the launcher uses with the cache.
final class AotCache {
  /// After its end the server writes the cache, in a second JVM: on a busy machine that takes
  /// minutes.
  private static final Duration TO_WRITE = Duration.ofMinutes(10);

  /// The server itself gives up after two.
  private static final Duration TO_PRACTISE = Duration.ofMinutes(3);

  /// Whoever has used goose or this server before has such a file. Reading and changing it takes a
  /// library of hundreds of classes.
  private static final String CONFIG =
      """
      # mine
      GOOSE_MODE: auto
      GOOSE_MAX_TURNS: 100
      OPENAI_BASE_PATH: "v1/chat/completions"
      extensions:
        developer:
          enabled: true
          type: builtin
          name: developer
          description: 'Shell and files'
          timeout: 300
          bundled: true
          available_tools: []
        training:
          enabled: false
          type: stdio
          name: training
          cmd: "sh"
          args: [-c, "true"]
          envs: {}
      """;

  /// Ours, with which the launcher is run.
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  private final Path image;
  private final Path cache;
  private final Path commandCache;
  private final Path stamp;

  /// What the launcher shows without a JVM, as long as it is there.
  private final Path pages;

  /// Whether our Java knows the options about how the training went.
  private final boolean knowsTraining;

  private AotCache(Path image) throws IOException, InterruptedException {
    this.image = image.toRealPath();
    this.cache = this.image.resolve("lib/goosed.aot");
    this.commandCache = this.image.resolve("lib/commands.aot");
    this.stamp = this.image.resolve("lib/goosed.stamp");
    this.pages = this.image.resolve("share/gander/help");
    this.knowsTraining = knowsTraining();
  }

  public static void main(String[] arguments) throws Exception {
    new AotCache(Path.of(arguments[0])).make();
  }

  private void make()
      throws IOException,
          InterruptedException,
          ReflectiveOperationException,
          GeneralSecurityException {
    Files.deleteIfExists(stamp);
    Files.deleteIfExists(cache);
    Files.deleteIfExists(commandCache);
    if (Files.exists(pages)) {
      delete(pages);
    }
    unpackSqlite();
    var home = Files.createTempDirectory("gander-aot");
    try {
      Files.createDirectory(home.resolve("config"));
      Files.writeString(home.resolve("config/config.yaml"), CONFIG);
      train(home);
      requireCache(cache, home);
      run(home, output(commandCache), log(home), "run", "--help");
      requireCache(commandCache, home);
      Files.writeString(stamp, JAVA + "\n" + image + "\n" + version() + "\n");
      explain(home);
    } finally {
      delete(home);
    }
  }

  /// The JVM's option to write a cache. How the training went is left out if that is known to be
  /// possible: the launcher does not replay it (docs/decisions/compiled-when-due.md).
  private String output(Path cache) {
    var option = "-XX:AOTCacheOutput=" + cache;
    return knowsTraining
        ? option + " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining"
        : option;
  }

  /// The line of our Java's file `release` with its version; empty if it does not know the options.
  private String version() throws IOException {
    var release = JAVA.resolve("release");
    if (!Files.exists(release) || !knowsTraining) {
      return "";
    }
    return Files.readAllLines(release).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .findFirst()
        .orElse("");
  }

  private static boolean knowsTraining() throws IOException, InterruptedException {
    var java =
        new ProcessBuilder(
                JAVA.resolve("bin/java").toString(),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining",
                "-XX:-AOTReplayTraining",
                "-version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    return java.start().waitFor() == 0;
  }

  private static void requireCache(Path made, Path home) {
    if (!Files.exists(made)) {
      throw new IllegalStateException("the JVM wrote no " + made + "; see " + log(home));
    }
  }

  /// The manual, and what shells complete, where packages look for them; the answers to `--help`.
  private void explain(Path home) throws IOException, InterruptedException {
    var share = image.resolve("share");
    run(home, "", share.resolve("man/man1/goosed.1"), "man");
    run(home, "", share.resolve("bash-completion/completions/goosed"), "completion", "bash");
    run(home, "", share.resolve("zsh/site-functions/_goosed"), "completion", "zsh");
    run(home, "", share.resolve("fish/vendor_completions.d/goosed.fish"), "completion", "fish");
    // Before the others, with which the launcher would say this as well.
    run(home, "", pages.resolve("version.txt"), "--version");
    run(home, "", log(home), "help", "--pages", pages.toString());
  }

  /// Runs a command for persons.
  private void run(Path home, String options, Path output, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(output.getParent());
    var builder = new ProcessBuilder(image.resolve("bin/goosed").toString());
    builder.command().addAll(List.of(arguments));
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GOOSE_"));
    environment.put("GANDER_JAVA_HOME", JAVA.toString());
    environment.put("GOOSED_JAVA_OPTS", options);
    environment.put("GOOSE_PATH_ROOT", home.toString());
    var process =
        builder
            .directory(home.toFile())
            .redirectError(log(home).toFile())
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(TO_WRITE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(
          String.join(" ", arguments) + " failed:\n" + Files.readString(log(home)));
    }
  }

  /// SQLite's library for this machine, which its driver would copy to the folder for temporary
  /// files at each start: there may be no room, or no right to run what lies there.
  private void unpackSqlite() throws IOException, ReflectiveOperationException {
    var name = System.mapLibraryName("sqlitejdbc");
    try (var driver = new URLClassLoader(new URL[] {sqliteDriver().toUri().toURL()})) {
      var folder =
          driver
              .loadClass("org.sqlite.util.OSInfo")
              .getMethod("getNativeLibFolderPathForCurrentOS")
              .invoke(null);
      try (var library = driver.getResourceAsStream("org/sqlite/native/" + folder + "/" + name)) {
        if (library != null) {
          Files.copy(
              library, image.resolve("lib").resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private Path sqliteDriver() throws IOException {
    try (var files = Files.newDirectoryStream(image.resolve("lib"), "sqlite-jdbc-*.jar")) {
      return files.iterator().next();
    }
  }

  private void train(Path home) throws IOException, InterruptedException, GeneralSecurityException {
    var port = freePort();
    var client = new Client(port);
    try (var models = new ModelService()) {
      var server = start(home, port, models);
      try {
        untilReady(server, client, home);
        new FirstMinutes(client, home).converse();
        awaitPractice(server, home);
      } finally {
        end(server);
      }
    }
  }

  /// Until the server has practised: that loads the classes of connections without TLS.
  private static void awaitPractice(Process server, Path home)
      throws IOException, InterruptedException {
    var places = home.resolve("state/gander/warm_up");
    var deadline = Instant.now().plus(TO_PRACTISE);
    for (var begun = false; !begun || holdsFiles(places); begun |= Files.isDirectory(places)) {
      if (!server.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("it did not practise:\n" + Files.readString(log(home)));
      }
      Thread.sleep(50);
    }
  }

  private static boolean holdsFiles(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  private static void end(Process server) throws InterruptedException {
    server.destroy();
    if (!server.waitFor(TO_WRITE.toSeconds(), TimeUnit.SECONDS)) {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
      throw new IllegalStateException("the JVM did not finish the AOT cache");
    }
  }

  private Process start(Path home, int port, ModelService models) throws IOException {
    var builder = new ProcessBuilder(image.resolve("bin/goosed").toString(), "agent");
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GOOSE_"));
    environment.put("GANDER_JAVA_HOME", JAVA.toString());
    environment.put("GOOSED_JAVA_OPTS", output(cache));
    environment.put("GANDER_WARMUP", "on");
    environment.put("GOOSE_HOST", "127.0.0.1");
    environment.put("GOOSE_PORT", Integer.toString(port));
    environment.put("GOOSE_SERVER__SECRET_KEY", Client.KEY);
    environment.put("GOOSE_TLS", "true");
    environment.put("GOOSE_MODE", "auto");
    environment.put("GOOSE_PATH_ROOT", home.toString());
    environment.put("GOOSE_PROVIDER", "scripted");
    environment.put("GOOSE_MODEL", "scripted");
    environment.put("OPENAI_HOST", "http://127.0.0.1:" + models.port());
    environment.put("OPENAI_API_KEY", "none");
    environment.put("ANTHROPIC_HOST", "https://127.0.0.1:" + port);
    environment.put("ANTHROPIC_API_KEY", "none");
    return builder
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log(home).toFile())
        .start();
  }

  private static void untilReady(Process server, Client client, Path home)
      throws IOException, InterruptedException {
    var deadline = Instant.now().plus(Client.PATIENCE);
    while (!answers(client)) {
      if (!server.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "the server did not start:\n" + Files.readString(log(home)));
      }
      Thread.sleep(50);
    }
  }

  private static boolean answers(Client client) throws IOException, InterruptedException {
    try {
      client.send("GET", "/status", "");
      return true;
    } catch (ConnectException _) {
      return false;
    }
  }

  private static Path log(Path home) {
    return home.resolve("server.log");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : List.copyOf(paths.toList()).reversed()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
