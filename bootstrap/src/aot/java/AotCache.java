import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the AOT cache of an image: starts its server, lets it do what a user's first minutes do,
/// stops it, and waits for the JVM to write the cache. Part of the build, run from its source:
///
///     java AotCache.java IMAGE
///
/// The cache depends on the Java and on the image's place, so both go into a stamp that the
/// launcher compares (lib/goosed.stamp).
final class AotCache {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "training";

  private final Path image;
  private final Path cache;
  private final Path stamp;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = freePort();

  private AotCache(Path image) throws IOException {
    this.image = image.toRealPath();
    this.cache = this.image.resolve("lib/goosed.aot");
    this.stamp = this.image.resolve("lib/goosed.stamp");
  }

  public static void main(String[] arguments) throws Exception {
    new AotCache(Path.of(arguments[0])).make();
  }

  private void make() throws IOException, InterruptedException {
    Files.deleteIfExists(stamp);
    Files.deleteIfExists(cache);
    var home = Files.createTempDirectory("gander-aot");
    try {
      train(home);
      if (!Files.exists(cache)) {
        throw new IllegalStateException("the JVM wrote no AOT cache; see " + log(home));
      }
      Files.writeString(stamp, System.getProperty("java.home") + "\n" + image + "\n");
    } finally {
      delete(home);
    }
  }

  private void train(Path home) throws IOException, InterruptedException {
    var server = start(home);
    try {
      untilReady(server, home);
      converse(home);
    } finally {
      server.destroy();
      if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
  }

  private Process start(Path home) throws IOException {
    var builder = new ProcessBuilder(image.resolve("bin/goosed").toString(), "agent");
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GOOSE_"));
    environment.put("GANDER_JAVA_HOME", System.getProperty("java.home"));
    environment.put("GOOSED_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache);
    environment.put("GOOSE_HOST", "127.0.0.1");
    environment.put("GOOSE_PORT", Integer.toString(port));
    environment.put("GOOSE_SERVER__SECRET_KEY", KEY);
    environment.put("GOOSE_TLS", "false");
    environment.put("GOOSE_PATH_ROOT", home.toString());
    environment.put("GOOSE_PROVIDER", "scripted");
    environment.put("GOOSE_MODEL", "scripted");
    return builder
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log(home).toFile())
        .start();
  }

  private void untilReady(Process server, Path home) throws IOException, InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!server.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "the server did not start:\n" + Files.readString(log(home)));
      }
      Thread.sleep(50);
    }
  }

  private boolean answers() throws IOException, InterruptedException {
    try {
      send("GET", "/status", "");
      return true;
    } catch (ConnectException _) {
      return false;
    }
  }

  /// A session, a turn with a tool call, the pages that a client opens first.
  private void converse(Path home) throws IOException, InterruptedException {
    send("GET", "/status", "");
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("X-Secret-Key", KEY)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          method + " " + path + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
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
