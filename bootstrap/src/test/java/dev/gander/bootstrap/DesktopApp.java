package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Goose Desktop as the server sees it: it starts the program as its main process does, trusts the
/// certificate by the fingerprint that the program prints, and calls what its pages call.
final class DesktopApp implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final String FINGERPRINT = "GOOSED_CERT_FINGERPRINT=";

  private final String version;
  private final Process process;
  private final URI uri;
  private final HttpClient client;

  private DesktopApp(String version, Process process, int port, String fingerprint)
      throws GeneralSecurityException {
    this.version = version;
    this.process = process;
    uri = URI.create("https://127.0.0.1:" + port);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new Pinned(fingerprint)}, null);
    client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_2).build();
  }

  /// Starts a server with its files below `root`, on which nothing but Desktop's own variables are
  /// set, and `more`.
  static DesktopApp start(String version, Path root, Map<String, String> more)
      throws IOException, InterruptedException, GeneralSecurityException {
    int port = FreePort.find();
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "PATH", "/usr/bin:/bin",
                "JAVA_HOME", System.getProperty("java.home"),
                "HOME", root.toString(),
                "GOOSE_PATH_ROOT", root.toString(),
                "GOOSE_DISABLE_KEYRING", "true",
                "GOOSE_PORT", String.valueOf(port),
                "GOOSE_SERVER__SECRET_KEY", KEY));
    variables.putAll(more);
    var builder =
        new ProcessBuilder(NodeTools.IMAGE.resolve("bin/goosed").toString(), "agent")
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(FINGERPRINT)) {
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
        var app = new DesktopApp(version, process, port, line.substring(FINGERPRINT.length()));
        app.awaitStatus();
        return app;
      }
    }
    throw new AssertionError("the server ended without a fingerprint");
  }

  /// The app asks again and again too.
  private void awaitStatus() throws IOException, InterruptedException {
    while (true) {
      try {
        get("/status");
        return;
      } catch (ConnectException _) {
        assertTrue(process.isAlive(), "the server ended");
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  boolean isOld() {
    return version.startsWith("1.26");
  }

  Json get(String path) throws IOException, InterruptedException {
    return fine(send("GET", path, null));
  }

  Json post(String path, Json body) throws IOException, InterruptedException {
    return fine(send("POST", path, body));
  }

  Json put(String path, Json body) throws IOException, InterruptedException {
    return fine(send("PUT", path, body));
  }

  Json delete(String path) throws IOException, InterruptedException {
    return fine(send("DELETE", path, null));
  }

  Json read(String key, boolean secret) throws IOException, InterruptedException {
    JsonObject body = JsonObject.builder().put("key", key).put("is_secret", secret).build();
    return post("/config/read", body);
  }

  void upsert(String key, Json value, boolean secret) throws IOException, InterruptedException {
    post(
        "/config/upsert",
        JsonObject.builder().put("key", key).put("value", value).put("is_secret", secret).build());
  }

  HttpResponse<String> send(String method, String path, Json body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request(method, path, body), BodyHandlers.ofString());
    assertEquals(HttpClient.Version.HTTP_2, answer.version(), path);
    return answer;
  }

  /// The events of a stream, as they come.
  Stream<JsonObject> events(String method, String path, Json body)
      throws IOException, InterruptedException {
    HttpResponse<Stream<String>> answer =
        client.send(request(method, path, body), BodyHandlers.ofLines());
    assertEquals(200, answer.statusCode(), path);
    return answer
        .body()
        .filter(line -> line.startsWith("data: "))
        .map(line -> JsonFields.asObject(JsonText.parse(line.substring("data: ".length()))));
  }

  /// Asks once over the socket for extensions, after the greeting.
  JsonObject acp(String method) throws InterruptedException {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("wss://127.0.0.1:" + uri.getPort() + "/acp?token=" + KEY),
                new Answers(answers))
            .join();
    try {
      socket
          .sendText(
              """
          {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": 1,
           "clientInfo": {"name": "goose-app", "version": "%s"}, "clientCapabilities": {}}}"""
                  .formatted(version),
              true)
          .join();
      assertTrue(result(answers.take()).get("agentCapabilities") instanceof JsonObject);
      socket
          .sendText(
              "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"%s\", \"params\": {}}"
                  .formatted(method),
              true)
          .join();
      return result(answers.take());
    } finally {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  private static JsonObject result(String answer) {
    return JsonFields.of(JsonText.parse(answer)).required("result", JsonFields::asObject);
  }

  @Override
  public void close() {
    process.toHandle().destroy();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    client.close();
  }

  private HttpRequest request(String method, String path, Json body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("X-Secret-Key", KEY)
            .header("User-Agent", "Mozilla/5.0 Goose/" + version + " Electron/39.0.0")
            .header("Accept", "*/*");
    if (body == null) {
      return request.method(method, BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(JsonText.write(body)))
        .build();
  }

  /// Understands an answer as the app does: by its content type.
  private static Json fine(HttpResponse<String> answer) {
    int status = answer.statusCode();
    assertTrue(status == 200 || status == 204, () -> answer.uri() + ": " + answer.body());
    Optional<String> type = answer.headers().firstValue("content-type");
    if (answer.body().isEmpty()) {
      return JsonNull.NULL;
    }
    return type.filter(it -> it.startsWith("application/json")).isPresent()
        ? JsonText.parse(answer.body())
        : Json.of(answer.body());
  }

  private record Answers(BlockingQueue<String> texts) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      assertTrue(last, "answers come in one frame");
      texts.add(text.toString());
      socket.request(1);
      return null;
    }
  }

  /// Trusts the one certificate whose SHA-256 was printed.
  private record Pinned(String fingerprint) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
        String shown = HexFormat.ofDelimiter(":").formatHex(hash).toUpperCase(Locale.ROOT);
        assertEquals(fingerprint, shown);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how) {
      throw new AssertionError("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
