package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.host;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig.StreamableHttp;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.InMemoryExtensionCredentials;
import dev.gander.testkit.store.InMemorySettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Logins at authorization servers that others wrote.
@Timeout(120)
class AuthorizationServersTest {
  private final InMemoryExtensionCredentials store = new InMemoryExtensionCredentials();
  private final SettableClock clock = new SettableClock(Instant.now());
  private final AtomicInteger pages = new AtomicInteger();
  @TempDir private Path folder;
  private Process server;

  /// Not in the time of a test: fetching them may take minutes.
  @BeforeAll
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  static void installServers() throws Exception {
    var _ = Node.packages();
  }

  @AfterEach
  void stopServer() throws InterruptedException {
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
  }

  /// Tokens are for one resource, and each refresh token is good once.
  @Test
  void oidcProviderLetsUsInAndRefreshes() throws Exception {
    Path packages = Node.packages();
    String address =
        started(
            Map.of(),
            List.of(
                "node",
                Path.of("src/test/npm/oauth-server.mjs").toAbsolutePath().toString(),
                packages.toString()));
    assertTrue(connector().logIn(config(address)));
    assertEquals("pong", ping(address));
    String first = token(address);

    for (int i = 0; i < 2; i++) {
      clock.advance(Duration.ofMinutes(1));
      assertEquals("pong", ping(address));
    }
    assertNotEquals(first, token(address));
    assertEquals(1, pages.get());
  }

  @Test
  void theServerOfTheTypeScriptSdkLetsUsIn() throws Exception {
    Path packages = Node.packages();
    List<Integer> ports = freePorts();
    int port = ports.getFirst();
    String ready =
        started(
            Map.of("MCP_PORT", "" + port, "MCP_AUTH_PORT", "" + ports.getLast()),
            List.of(
                "node",
                packages
                    .resolve("node_modules/@modelcontextprotocol/sdk")
                    .resolve("dist/esm/examples/server/simpleStreamableHttp.js")
                    .toString(),
                "--oauth",
                "--oauth-strict"));
    assertTrue(ready.contains("" + port), ready);
    try (Extension extension = connect("http://localhost:" + port + "/mcp")) {
      List<String> tools = extension.tools().stream().map(Tool::name).toList();
      assertTrue(tools.contains("greet"), tools::toString);
    }
    assertEquals(1, pages.get());
  }

  private String ping(String address) throws InterruptedException {
    try (Extension extension = connect(address)) {
      return text(extension, "ping", JsonObject.EMPTY);
    }
  }

  private String token(String address) {
    return store
        .find(new Owner("remote", address))
        .flatMap(it -> it.object("token_response"))
        .flatMap(it -> it.text("access_token"))
        .orElseThrow();
  }

  private Extension connect(String address) throws InterruptedException {
    return connector().connect(config(address), host(folder));
  }

  private StreamableHttpConnector connector() {
    return new StreamableHttpConnector(
        new InMemorySettings(),
        Map.of(),
        "1.39.0",
        new LoginMeans(store, this::visit, new KnownSecrets(), clock));
  }

  private static StreamableHttp config(String address) {
    return new StreamableHttp(
        "remote",
        "",
        address,
        Map.of(),
        List.of(),
        Map.of(),
        30L,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  /// A browser that goes wherever it is sent.
  private void visit(URI page) {
    pages.incrementAndGet();
    Thread.ofVirtual().start(() -> follow(page));
  }

  /// By itself the JDK's client follows no more than five.
  private static void follow(URI page) {
    try (HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      Optional<URI> next = Optional.of(page);
      while (next.isPresent()) {
        URI at = next.get();
        HttpResponse<Void> answer =
            browser.send(HttpRequest.newBuilder(at).build(), BodyHandlers.discarding());
        next = answer.headers().firstValue("location").map(at::resolve);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until the server listens.
  private String started(Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    server = builder.start();
    BufferedReader said = server.inputReader();
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.matches("http://\\S+/mcp|MCP Streamable HTTP Server listening on port \\d+")) {
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
        return line;
      }
      all.append(line).append('\n');
    }
    throw new AssertionError("the server ended: " + all);
  }

  /// Two, held at the same time: one that is free again may be given out again.
  private static List<Integer> freePorts() throws IOException {
    try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return List.of(one.getLocalPort(), two.getLocalPort());
    }
  }
}
