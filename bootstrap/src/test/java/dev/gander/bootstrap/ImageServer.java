package dev.gander.bootstrap;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The image as a process of its own, with a scripted model and its files below one folder.
final class ImageServer implements AutoCloseable {
  private static final String READY = "Gander is at ";

  /// A server that takes longer hangs, on any machine.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final URI uri;
  private final String key;
  private final HttpClient client = HttpClient.newHttpClient();

  private ImageServer(Process process, URI uri, String key) {
    this.process = process;
    this.uri = uri;
    this.key = key;
  }

  /// Waits until the server listens.
  ///
  /// @param before what starts the program, such as `env`
  static ImageServer start(Path root, Map<String, String> more, String... before)
      throws IOException {
    return listening(process(root, more, before));
  }

  /// Waits until a server that was started with the key `key` listens.
  static ImageServer listening(Process process) throws IOException {
    return listening(process, "key");
  }

  static ImageServer listening(Process process, String key) throws IOException {
    // A platform thread, since what hangs may be the virtual ones.
    Thread guard = Thread.ofPlatform().daemon().start(() -> endWithoutReady(process));
    try {
      return ready(process, key);
    } finally {
      guard.interrupt();
    }
  }

  private static void endWithoutReady(Process process) {
    try {
      Thread.sleep(PATIENCE);
      System.err.println("not ready: " + ProcessThreads.of(process.pid()));
      process.toHandle().destroyForcibly();
    } catch (InterruptedException _) {
      // It is ready, or has ended.
    }
  }

  private static ImageServer ready(Process process, String key) throws IOException {
    BufferedReader err = process.errorReader();
    String seen = "";
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith(READY)) {
        Thread.ofVirtual().start(() -> err.lines().forEach(_ -> {}));
        return new ImageServer(process, URI.create(line.substring(READY.length())), key);
      }
      seen += line + "\n";
    }
    throw new AssertionError("the server ended:\n" + seen);
  }

  static Process process(Path root, Map<String, String> more, String... before) throws IOException {
    return process(
        root,
        more,
        Stream.concat(
                Stream.of(before),
                Stream.of(NodeTools.IMAGE.resolve("bin/goosed").toString(), "agent"))
            .toList());
  }

  static Process process(Path root, Map<String, String> more, List<String> command)
      throws IOException {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "PATH", "/usr/bin:/bin",
                "JAVA_HOME", System.getProperty("java.home"),
                "HOME", root.toString(),
                "GOOSE_PATH_ROOT", root.toString(),
                "GOOSE_PORT", "0",
                "GOOSE_TLS", "false",
                "GOOSE_SERVER__SECRET_KEY", "key",
                "GOOSE_PROVIDER", "scripted",
                "GOOSE_MODEL", "scripted",
                "GOOSE_MODE", "auto"));
    variables.putAll(NodeTools.SHORT_LIVED);
    variables.putAll(more);
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder.start();
  }

  long pid() {
    return process.pid();
  }

  /// What the server does.
  String threads() {
    return ProcessThreads.of(process.pid());
  }

  String address() {
    return uri.toString();
  }

  /// All that servers with this folder of state have logged. Those that run may delete other files
  /// meanwhile.
  static String log(Path state) throws IOException {
    StringBuilder log = new StringBuilder();
    Files.walkFileTree(
        state,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".log")) {
              log.append(Files.readString(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return log.toString();
  }

  JsonObject get(String path) throws IOException, InterruptedException {
    return object(send("GET", path, ""));
  }

  JsonObject post(String path, String body) throws IOException, InterruptedException {
    return object(send("POST", path, body));
  }

  JsonObject put(String path, String body) throws IOException, InterruptedException {
    return object(send("PUT", path, body));
  }

  JsonObject delete(String path) throws IOException, InterruptedException {
    return object(send("DELETE", path, ""));
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    try {
      return client.send(request(method, path, body), BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw new AssertionError("no answer to " + method + " " + path + ": " + threads(), e);
    }
  }

  /// A new session in a folder, with nothing but the developer extension.
  String newSession(Path folder) throws IOException, InterruptedException {
    JsonObject session =
        post(
            "/agent/start",
            """
            {"working_dir": "%s", "extension_overrides":
              [{"type": "platform", "name": "developer", "description": ""}]}"""
                .formatted(folder));
    String id = JsonFields.of(session).text("id");
    resume(id);
    return id;
  }

  /// Gives the session its model, which it keeps.
  void resume(String session) throws IOException, InterruptedException {
    post(
        "/agent/resume",
        "{\"session_id\": \"%s\", \"load_model_and_extensions\": true}".formatted(session));
  }

  /// The same server, for a client that has no open connection to it. Not to be closed.
  ImageServer fresh() {
    return new ImageServer(process, uri, key);
  }

  /// The events of a turn, as they come; the stream ends early when the server dies.
  Stream<JsonObject> reply(String session, String text) throws IOException, InterruptedException {
    String body =
        JsonText.write(
            JsonObject.builder()
                .put("session_id", session)
                .put(
                    "user_message",
                    JsonText.parse(
                        """
                        {"role": "user", "created": %d, "content": [{"type": "text", "text": %s}],
                         "metadata": {"userVisible": true, "agentVisible": true}}"""
                            .formatted(
                                System.currentTimeMillis() / 1000, JsonText.write(Json.of(text)))))
                .build());
    return client
        .send(request("POST", "/reply", body), BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("data: "))
        .map(line -> JsonFields.asObject(JsonText.parse(line.substring("data: ".length()))));
  }

  /// The lines of a session's events, as they come; they end when the server dies.
  ///
  /// @param last the number of the last event that the client has; 0 for none
  Stream<String> events(String session, long last) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve("/sessions/" + session + "/events"))
            .header("X-Secret-Key", key);
    if (last > 0) {
      request.header("Last-Event-ID", String.valueOf(last));
    }
    try {
      return client.send(request.build(), BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    }
  }

  /// What the model says in a turn.
  String answer(String session, String text) throws IOException, InterruptedException {
    try (Stream<JsonObject> events = reply(session, text)) {
      return events
          .filter(event -> event.text("type").filter("Message"::equals).isPresent())
          .map(event -> JsonFields.of(event).required("message", ImageServer::text))
          .collect(Collectors.joining());
    }
  }

  /// Begins a turn that ends with its server.
  void begin(String session, String text) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer(session, text);
              } catch (IOException | UncheckedIOException | InterruptedException _) {
                // The stream has broken off.
              }
            });
  }

  /// What makes the scripted model run a command in the shell.
  static String shell(String command) {
    return "!tool shell " + JsonText.write(JsonObject.of("command", Json.of(command)));
  }

  private static String text(Json message) {
    return MessageJson.read(message, MessageJson.Reading.STRICT).text();
  }

  /// The processor time that the server has used so far.
  long processorMillis() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis();
  }

  /// How much memory of the machine the process has, in megabytes; Linux only.
  long residentMegabytes() throws IOException {
    return megabytes("VmRSS:");
  }

  /// The most that it ever had.
  long mostResidentMegabytes() throws IOException {
    return megabytes("VmHWM:");
  }

  private long megabytes(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /// Ends the process without a warning, as `kill -9` does.
  void kill() {
    end(process.toHandle()::destroyForcibly);
  }

  @Override
  public void close() {
    end(process.toHandle()::destroy);
  }

  /// By the handle: the process object would close the stream that we read.
  private void end(Runnable destroy) {
    destroy.run();
    awaitEnd(process);
  }

  /// Not by a future: those of processes share one thread of this JVM, on two processors.
  static void awaitEnd(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(process + " does not end: " + ProcessThreads.of(process.pid()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(uri.resolve(path))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("X-Secret-Key", key)
        .build();
  }

  private static JsonObject object(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return response.body().isEmpty()
        ? JsonObject.EMPTY
        : JsonFields.asObject(JsonText.parse(response.body()));
  }
}
