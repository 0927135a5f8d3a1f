import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Makes the AOT cache of an image: starts its server, lets it do what a user's first minutes do,
/// stops it, and waits for the JVM to write the cache. Part of the build, run from its source:
///
///     java AotCache.java IMAGE
///
/// The cache depends on the Java and on the image's place, so both go into a stamp that the
/// launcher compares (lib/goosed.stamp), and so does the Java's version: only that one is certain to
/// know the options that the launcher uses with the cache.
final class AotCache {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// After its end the server writes the cache, in a second JVM: on a busy machine that takes
  /// minutes.
  private static final Duration TO_WRITE = Duration.ofMinutes(10);

  private static final String KEY = "training";
  private static final String MODEL_ANSWER =
      """
      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"Good"}}]}

      data: {"id":"1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"1","model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":1}}

      data: [DONE]

      """;

  private static final String MODELS =
      "{\"object\": \"list\", \"data\": [{\"id\": \"training\", \"object\": \"model\"}]}";

  private static final int SESSIONS_AT_ONCE = 8;
  private static final int ROUNDS_AT_ONCE = 5;

  /// As much of an MCP server as the client's classes need.
  private static final String MCP_SERVER =
      """
      while read -r line; do
        id=${line#*'"id":'}
        id=${id%%,*}
        case $line in
          *'"initialize"'*) result='{"protocolVersion":"2025-03-26","capabilities":{}}' ;;
          *'"tools/list"'*) result='{"tools":[{"name":"echo","inputSchema":{"type":"object"}}]}' ;;
          *'"tools/call"'*) result='{"content":[{"type":"text","text":"done"}]}' ;;
          *) continue ;;
        esac
        echo '{"jsonrpc":"2.0","id":'"$id"',"result":'"$result"'}'
      done
      """;

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

  private final Path image;
  private final Path cache;
  private final Path commandCache;
  private final Path stamp;

  /// What the launcher shows without a JVM, as long as it is there.
  private final Path pages;

  private final HttpClient client;
  private final HttpServer modelService;
  private final int port;

  private AotCache(Path image) throws IOException, GeneralSecurityException {
    this.image = image.toRealPath();
    this.cache = this.image.resolve("lib/goosed.aot");
    this.commandCache = this.image.resolve("lib/commands.aot");
    this.stamp = this.image.resolve("lib/goosed.stamp");
    this.pages = this.image.resolve("share/gander/help");
    this.client = HttpClient.newBuilder().sslContext(trusting()).build();
    this.modelService = modelService();
    this.port = freePort();
  }

  public static void main(String[] arguments) throws Exception {
    new AotCache(Path.of(arguments[0])).make();
  }

  private void make() throws IOException, InterruptedException, ReflectiveOperationException {
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
      run(home, "-XX:AOTCacheOutput=" + commandCache, log(home), "run", "--help");
      requireCache(commandCache, home);
      var java = Path.of(System.getProperty("java.home"));
      Files.writeString(stamp, java + "\n" + image + "\n" + version(java) + "\n");
      explain(home);
    } finally {
      modelService.stop(0);
      delete(home);
    }
  }

  /// The line of a Java's file `release` with its version; empty if it does not know the options.
  private static String version(Path java) throws IOException, InterruptedException {
    var release = java.resolve("release");
    var knows =
        new ProcessBuilder(
                java.resolve("bin/java").toString(),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTReplayTraining",
                "-version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    if (!Files.exists(release) || knows.start().waitFor() != 0) {
      return "";
    }
    return Files.readAllLines(release).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .findFirst()
        .orElse("");
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
    environment.put("GANDER_JAVA_HOME", System.getProperty("java.home"));
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

  private void train(Path home) throws IOException, InterruptedException {
    var server = start(home);
    try {
      untilReady(server, home);
      converse(home);
    } finally {
      server.destroy();
      if (!server.waitFor(TO_WRITE.toSeconds(), TimeUnit.SECONDS)) {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        throw new IllegalStateException("the JVM did not finish the AOT cache");
      }
    }
  }

  private Process start(Path home) throws IOException {
    var builder = new ProcessBuilder(image.resolve("bin/goosed").toString(), "agent");
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GOOSE_"));
    environment.put("GANDER_JAVA_HOME", System.getProperty("java.home"));
    environment.put("GOOSED_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache);
    environment.put("GANDER_WARMUP", "off");
    environment.put("GOOSE_HOST", "127.0.0.1");
    environment.put("GOOSE_PORT", Integer.toString(port));
    environment.put("GOOSE_SERVER__SECRET_KEY", KEY);
    environment.put("GOOSE_TLS", "true");
    environment.put("GOOSE_MODE", "auto");
    environment.put("GOOSE_PATH_ROOT", home.toString());
    environment.put("GOOSE_PROVIDER", "scripted");
    environment.put("GOOSE_MODEL", "scripted");
    environment.put("OPENAI_HOST", "http://127.0.0.1:" + modelService.getAddress().getPort());
    environment.put("OPENAI_API_KEY", "none");
    environment.put("ANTHROPIC_HOST", "https://127.0.0.1:" + port);
    environment.put("ANTHROPIC_API_KEY", "none");
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

  /// What Goose Desktop does first: its pages, a session, a turn with a tool call in either way of
  /// streaming. Over TLS, with HTTP/2 and HTTP/1.1, since that loads the classes of plain HTTP too.
  private void converse(Path home) throws IOException, InterruptedException {
    var pages =
        List.of("/features", "/config", "/config/extensions", "/config/providers", "/sessions");
    for (var page : pages) {
      send("GET", page, "");
    }
    var session = newSession(home);
    okBody(client.send(reply(session), BodyHandlers.ofString()));
    turnOnTheBus(session);
    useExtension(session);
    turnOfAModelService(session);
    turnsAtOnce(home);
    askBehindTls();
    send("GET", "/sessions/" + session, "");
    send(
        "POST",
        "/config/upsert",
        "{\"key\": \"GOOSE_MAX_TURNS\", \"value\": 90, \"is_secret\": false}");
    promptOfAnEditor(home);
  }

  /// The same over the Agent Client Protocol.
  private void promptOfAnEditor(Path home) throws IOException, InterruptedException {
    var editor = new Editor();
    var socket =
        client
            .newWebSocketBuilder()
            .header("X-Secret-Key", KEY)
            .buildAsync(URI.create("wss://127.0.0.1:" + port + "/acp"), editor)
            .join();
    editor.ask(socket, "initialize", "{\"protocolVersion\": 1, \"clientCapabilities\": {}}");
    var opened =
        editor.ask(socket, "session/new", "{\"cwd\": \"%s\", \"mcpServers\": []}".formatted(home));
    editor.ask(
        socket,
        "session/prompt",
        "{\"sessionId\": \"%s\", \"prompt\": [{\"type\": \"text\", \"text\": \"!say Good morning\"}]}"
            .formatted(member("sessionId", opened)));
    socket.abort();
  }

  /// Waits for the answer to each of its requests.
  private static final class Editor implements WebSocket.Listener {
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();

    String ask(WebSocket socket, String method, String params)
        throws IOException, InterruptedException {
      var request = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"%s\", \"params\": %s}";
      socket.sendText(request.formatted(method, params), true).join();
      var answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer == null || !answer.contains("\"result\"")) {
        throw new IllegalStateException(method + " was answered with " + answer);
      }
      return answer;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
      message.append(part);
      if (isLast) {
        if (message.indexOf("\"id\":1") >= 0) {
          answers.add(message.toString());
        }
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private void useExtension(String session) throws IOException, InterruptedException {
    send(
        "POST",
        "/agent/add_extension",
        """
        {"session_id": "%s", "config": {"type": "stdio", "name": "training", "cmd": "sh",
         "args": ["-c", "%s"]}}
        """
            .formatted(
                session,
                MCP_SERVER.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")));
    send(
        "POST",
        "/agent/call_tool",
        "{\"session_id\": \"%s\", \"name\": \"training__echo\", \"arguments\": {}}"
            .formatted(session));
  }

  private String newSession(Path home) throws IOException, InterruptedException {
    var started = send("POST", "/agent/start", "{\"working_dir\": \"%s\"}".formatted(home));
    var session = member("id", started);
    send(
        "POST",
        "/agent/resume",
        "{\"session_id\": \"%s\", \"load_model_and_extensions\": true}".formatted(session));
    return session;
  }

  /// What is written at once shares a transaction, and logs that end together are moved together.
  private void turnsAtOnce(Path home) throws IOException, InterruptedException {
    var sessions = new ArrayList<String>();
    while (sessions.size() < SESSIONS_AT_ONCE) {
      sessions.add(newSession(home));
      useModelService(sessions.getLast());
    }
    for (var round = 0; round < ROUNDS_AT_ONCE; round++) {
      sessions.stream()
          .map(session -> client.sendAsync(reply(session), BodyHandlers.ofString()))
          .toList()
          .forEach(answer -> okBody(answer.join()));
    }
  }

  /// The client of model services is most of what the first real turn loads.
  private void turnOfAModelService(String session) throws IOException, InterruptedException {
    useModelService(session);
    okBody(client.send(reply(session), BodyHandlers.ofString()));
  }

  private void useModelService(String session) throws IOException, InterruptedException {
    send(
        "POST",
        "/agent/update_provider",
        "{\"session_id\": \"%s\", \"provider\": \"openai\", \"model\": \"training\"}"
            .formatted(session));
  }

  /// Asks a service whose certificate no authority of the JVM's has signed: the server itself.
  private void askBehindTls() throws IOException, InterruptedException {
    var refused =
        client.send(
            request("GET", "/config/providers/anthropic/models", ""), BodyHandlers.ofString());
    if (!refused.body().contains("securely")) {
      throw new IllegalStateException("a service without a good certificate: " + refused.body());
    }
  }

  private HttpRequest reply(String session) {
    return request(
        "POST",
        "/reply",
        "{\"session_id\": \"%s\", \"user_message\": %s}".formatted(session, userMessage()));
  }

  private static HttpServer modelService() throws IOException {
    var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          var isTurn = exchange.getRequestMethod().equals("POST");
          exchange
              .getResponseHeaders()
              .set("Content-Type", isTurn ? "text/event-stream" : "application/json");
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write((isTurn ? MODEL_ANSWER : MODELS).getBytes(StandardCharsets.UTF_8));
          }
        });
    service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    service.start();
    return service;
  }

  private void turnOnTheBus(String session) throws IOException, InterruptedException {
    var events =
        client.send(request("GET", "/sessions/" + session + "/events", ""), BodyHandlers.ofLines());
    try (var lines = events.body()) {
      send(
          "POST",
          "/sessions/" + session + "/reply",
          "{\"request_id\": \"%s\", \"user_message\": %s}"
              .formatted(UUID.randomUUID(), userMessage()));
      if (lines.noneMatch(line -> line.contains("\"type\":\"Finish\""))) {
        throw new IllegalStateException("the event stream ended before the turn");
      }
    }
  }

  private static String userMessage() {
    return """
    {"role": "user", "created": %d, "metadata": {"userVisible": true, "agentVisible": true},
     "content": [{"type": "text",
                  "text": "!tool shell {\\"command\\": \\"echo\\"}\\n---\\n!say Good morning"}]}
    """
        .formatted(Instant.now().getEpochSecond());
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    return okBody(client.send(request(method, path, body), BodyHandlers.ofString()));
  }

  private static String okBody(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          response.request() + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
        .header("X-Secret-Key", KEY)
        .header("Content-Type", "application/json")
        .version(method.equals("GET") ? Version.HTTP_2 : Version.HTTP_1_1)
        .timeout(PATIENCE)
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private static String member(String name, String json) {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return found.group(1);
  }

  /// The server makes its certificate itself; here it does not matter who answers.
  private static SSLContext trusting() throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEverybody()}, null);
    return context;
  }

  private static final class TrustEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
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
