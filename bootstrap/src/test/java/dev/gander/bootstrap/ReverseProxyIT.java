package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configurations of `docs/reverse-proxy.md`, each with its proxy in front of the image.
class ReverseProxyIT {
  private static final String NAME = "goose.example";
  private static final String MESSAGE =
      """
      {"request_id": "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01", "user_message":
        {"role": "user", "created": 1, "content": [{"type": "text", "text": "!say Hello"}],
         "metadata": {"userVisible": true, "agentVisible": true}}}""";

  @TempDir static Path root;
  private static ImageServer server;
  private static HttpClient client;

  @TempDir Path folder;
  private @Nullable Process proxy;
  private URI front;

  @BeforeAll
  static void start() throws Exception {
    TlsIdentity identity = TlsIdentity.selfSigned(certificates(), new SecureRandom());
    client = HttpClient.newBuilder().sslContext(trusting(identity)).build();
    server = ImageServer.start(root, Map.of("GOOSE_ALLOWED_HOSTS", NAME));
  }

  private static Path certificates() {
    return root.resolve("certificates");
  }

  @AfterAll
  static void stop() {
    server.close();
    client.shutdownNow();
  }

  @AfterEach
  void stopProxy() throws InterruptedException {
    if (proxy != null) {
      proxy.descendants().forEach(ProcessHandle::destroy);
      proxy.destroy();
      proxy.waitFor();
    }
  }

  private static SSLContext trusting(TlsIdentity identity) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("proxy", identity.chain().getFirst());
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /// A block of the page, with the places of this test.
  private String documented(String language, int port) throws IOException {
    String page = Files.readString(NodeTools.ROOT.resolve("docs/reverse-proxy.md"));
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
    assertTrue(block.find(), language);
    return block
        .group(1)
        .replace("127.0.0.1:8080", server.address().substring("http://".length()))
        .replace("/etc/ssl/goose.pem", certificates().resolve("server.pem").toString())
        .replace("/etc/ssl/goose.key", certificates().resolve("server.key").toString())
        .replace("/var/log/nginx", folder.toString())
        .replace("listen 443", "listen 127.0.0.1:" + port);
  }

  private void launch(String name, URI place, String... arguments) throws Exception {
    Path program =
        Stream.of("/usr/sbin/", "/usr/bin/")
            .map(it -> Path.of(it + name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (program == null) {
      assertFalse(System.getenv("CI") != null, "CI has " + name);
      abort(name + " is not installed");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    proxy = builder.start();
    front = place;
    try {
      NodeTools.awaitAnswer(proxy, URI.create("http://127.0.0.1:" + place.getPort() + "/"));
    } catch (AssertionError e) {
      throw new AssertionError(Files.readString(folder.resolve("out.txt")), e);
    }
  }

  private void startNginx(String configuration, URI place) throws Exception {
    String whole =
        """
        daemon off;
        user root;
        pid FOLDER/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          client_body_temp_path FOLDER/body;
          proxy_temp_path FOLDER/proxied;
          fastcgi_temp_path FOLDER/fastcgi;
          uwsgi_temp_path FOLDER/uwsgi;
          scgi_temp_path FOLDER/scgi;
        """
            .replace("FOLDER", folder.toString());
    Path file = Files.writeString(folder.resolve("nginx.conf"), whole + configuration + "}\n");
    launch("nginx", place, "-p", folder.toString(), "-c", file.toString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(front.resolve(path))
        .header("x-secret-key", "key")
        .header("content-type", "application/json");
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void nginxPassesEverythingOn() throws Exception {
    int port = FreePort.find();
    startNginx(documented("nginx", port), URI.create("https://127.0.0.1:" + port));

    assertPasses();

    Path log = folder.resolve("gander.log");
    // nginx logs a WebSocket when it has ended.
    Eventually.holds(() -> Files.readString(log).contains("\"GET /acp\" 101"));
    assertFalse(Files.readString(log).contains("token"));
  }

  @Test
  void caddyPassesEverythingOn() throws Exception {
    int port = FreePort.find();
    String configuration = documented("caddyfile", port).replace(NAME, "https://127.0.0.1:" + port);
    Path file =
        Files.writeString(
            folder.resolve("Caddyfile"),
            "{\n admin off\n auto_https disable_redirects\n}\n" + configuration);
    launch(
        "caddy",
        URI.create("https://127.0.0.1:" + port),
        "run",
        "--adapter",
        "caddyfile",
        "--config",
        file.toString());

    assertPasses();
  }

  /// A key, a long body, events that come while their stream is open, a WebSocket.
  private void assertPasses() throws Exception {
    assertEquals(200, status(request("/sessions")));
    assertEquals(401, status(HttpRequest.newBuilder(front.resolve("/sessions"))));
    assertEquals(
        400, status(request("/reply").POST(BodyPublishers.ofByteArray(new byte[3 << 20]))));
    String session = server.newSession(root);
    var events =
        client.send(
            request("/sessions/" + session + "/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      assertEquals(
          200,
          status(
              request("/sessions/" + session + "/reply").POST(BodyPublishers.ofString(MESSAGE))));
      assertTrue(lines.lines().anyMatch(line -> line.contains("\"type\":\"Finish\"")));
    }
    assertTrue(acp().get(1, TimeUnit.MINUTES).contains("\"id\":1"));
  }

  /// What is answered to the first message over a WebSocket.
  private CompletableFuture<String> acp() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    URI address = URI.create("wss://127.0.0.1:" + front.getPort() + "/acp?token=key");
    var _ =
        client
            .newWebSocketBuilder()
            .buildAsync(
                address,
                new WebSocket.Listener() {
                  @Override
                  public @Nullable CompletionStage<?> onText(
                      WebSocket socket, CharSequence data, boolean last) {
                    answer.complete(data.toString());
                    socket.abort();
                    return null;
                  }
                })
            .thenCompose(
                socket ->
                    socket.sendText(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
                            + "\"params\":{\"protocolVersion\":1}}",
                        true))
            .whenComplete(
                (_, problem) -> {
                  if (problem != null) {
                    answer.completeExceptionally(problem);
                  }
                });
    return answer;
  }

  /// HTTP/1.0, and an address as the name of the host.
  @Test
  void nginxAsItIsServesWhatHasAnEnd() throws Exception {
    int port = FreePort.find();
    String configuration =
        "server { listen 127.0.0.1:%d; location / { proxy_pass %s; } }"
            .formatted(port, server.address());
    startNginx(configuration, URI.create("http://127.0.0.1:" + port));
    String session = server.newSession(root);

    assertEquals(200, status(request("/sessions/" + session)));
    assertEquals(401, status(HttpRequest.newBuilder(front.resolve("/sessions"))));
    String message = "{\"session_id\":\"%s\",%s".formatted(session, MESSAGE.substring(1));
    String turn =
        client
            .send(
                request("/reply").POST(BodyPublishers.ofString(message)).build(),
                BodyHandlers.ofString())
            .body();
    assertTrue(turn.contains("Hello") && turn.contains("Finish"), turn);
  }
}
