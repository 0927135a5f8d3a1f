package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.call;
import static dev.gander.adapters.mcp.ChildExtensions.host;
import static dev.gander.adapters.mcp.ChildExtensions.invocation;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig.StreamableHttp;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.RecordingProgress;
import dev.gander.testkit.store.InMemoryExtensionCredentials;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamableHttpConnectorTest {
  private final StreamableHttpConnector connector = connector(new InMemorySettings(), Map.of());

  @TempDir private Path folder;
  private Process server;

  @AfterEach
  void stopServer() throws InterruptedException {
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void talksToAServerWithASession() throws Exception {
    Extension extension = connect(serve("--only", "echo,progress"), Map.of());
    assertEquals(List.of("echo", "progress"), extension.tools().stream().map(Tool::name).toList());
    assertEquals("over http", echo(extension, "over http"));
    var progress = new RecordingProgress();
    extension.call(invocation("progress", JsonObject.EMPTY), progress);
    assertEquals(2, progress.notifications().size());
    extension.close();
    List<String> log = Files.readAllLines(folder.resolve("log"));
    assertTrue(
        log.stream().anyMatch(l -> l.contains("\"DELETE\"") && l.contains("known")), log::toString);
    assertTrue(
        log.stream()
            .filter(line -> line.contains("\"tools/call\",\"headers\""))
            .allMatch(l -> l.contains("2025-11-25") && l.contains("known")),
        log::toString);
  }

  @Test
  void anOlderServerIsToldTheVersionThatItSpeaks() throws Exception {
    try (Extension extension = connect(serve("--protocol", "2025-06-18"), Map.of())) {
      assertEquals("older", echo(extension, "older"));
    }
    List<String> log = Files.readAllLines(folder.resolve("log"));
    assertTrue(
        log.stream()
            .filter(line -> line.contains("\"tools/call\",\"headers\""))
            .allMatch(line -> line.contains("\"mcp-protocol-version\":\"2025-06-18\"")),
        log::toString);
  }

  @Test
  void anInterruptedCallIsCancelledAtTheServer() throws Exception {
    try (Extension extension = connect(serve("--only", "slow"), Map.of())) {
      var slow =
          new FutureTask<>(() -> call(extension, "slow", JsonObject.of("ms", Json.of(60_000))));
      Thread thread = Thread.ofVirtual().start(slow);
      Eventually.holds(() -> logged("\"in\":\"tools/call\""));
      thread.interrupt();
      Eventually.holds(() -> logged("\"cancels\":\"tools/call slow\""));
      assertTrue(logged("\"reason\":\"operation cancelled\""));
    }
  }

  private boolean logged(String text) throws IOException {
    return Files.readString(folder.resolve("log")).contains(text);
  }

  /// The JDK closes a client for good when memory runs out in its thread, or it is interrupted.
  @Test
  void anExtensionWhoseHttpClientDiedIsNotAlive() throws Exception {
    Set<Thread> before = selectors();
    try (Extension extension = connect(serve("--json", "--no-push"), Map.of())) {
      assertEquals("before", echo(extension, "before"));
      assertTrue(extension.isAlive());

      Set<Thread> own = selectors();
      own.removeAll(before);
      own.forEach(Thread::interrupt);

      Eventually.holds(() -> !extension.isAlive());
    }
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-.*SelectorManager"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void talksToAServerWithoutSessionThatAnswersInJson() throws Exception {
    try (Extension extension = connect(serve("--json", "--stateless", "--no-push"), Map.of())) {
      assertEquals("plain", echo(extension, "plain"));
      var e =
          assertThrows(ExtensionException.class, () -> call(extension, "error", JsonObject.EMPTY));
      assertEquals("-32000: it broke", e.coded());
    }
  }

  @Test
  void sendsTheConfiguredHeadersWithEachRequest() throws Exception {
    Map<String, String> headers =
        Map.of("authorization", "Bearer t0ken", "X-Plain", "a b", "user-agent", "mine");
    try (Extension extension = connect(serve("--token", "t0ken"), headers)) {
      assertEquals("in", echo(extension, "in"));
    }
    List<String> requests =
        Files.readAllLines(folder.resolve("log")).stream()
            .filter(line -> line.startsWith("{\"http\""))
            .toList();
    assertTrue(
        requests.stream()
            .allMatch(
                line ->
                    line.contains("Bearer t0ken")
                        && line.contains("\"x-plain\":\"a b\"")
                        && line.contains("\"user-agent\":\"mine\"")),
        requests::toString);
  }

  @Test
  void greetsAServerAgainThatHasForgottenTheSession() throws Exception {
    try (Extension extension = connect(serve("--forget", "1"), Map.of())) {
      assertEquals("one", echo(extension, "one"));
      assertEquals("two", echo(extension, "two"));
      assertEquals("three", echo(extension, "three"));
    }
  }

  @Test
  void failsAtAServerThatWantsALogin() throws Exception {
    String address = serve("--token", "t", "--bare-401");
    var e = assertThrows(ExtensionException.class, () -> connect(address, Map.of()));
    assertTrue(e.text().startsWith("failed to initialize MCP client: "), e.text());
    assertTrue(e.wantsLogin());
  }

  @Test
  void goesThroughTheProxyOfTheEnvironment() throws Exception {
    try (HostileHttpServer proxy = new HostileHttpServer()) {
      Extension extension =
          connector(
                  new InMemorySettings(), Map.of("http_proxy", "http://127.0.0.1:" + proxy.port()))
              .connect(config("http://crm.example/mcp", Map.of()), host(folder));
      assertEquals("echo", echo(extension, "through"));
      extension.close();
      assertTrue(
          proxy.heads().stream()
              .allMatch(head -> head.matches("[A-Z]+ http://crm\\.example/mcp HTTP/1\\.1")),
          () -> proxy.heads().toString());
    }
  }

  @Test
  void usesTheAuthoritiesOfTheUser() {
    var settings = new InMemorySettings();
    settings.put("GOOSE_CA_CERT_PATH", Json.of(folder.resolve("missing.pem").toString()));
    var e =
        assertThrows(
            ExtensionException.class,
            () ->
                connector(settings, Map.of())
                    .connect(config("https://127.0.0.1:1/", Map.of()), host(folder)));
    assertTrue(e.text().contains("The certificates in the settings cannot be used"), e.text());
  }

  @Test
  void tellsInWordsThatNoServerIsThere() {
    var e = assertThrows(ExtensionException.class, () -> connect("http://127.0.0.1:1/", Map.of()));
    assertEquals(
        "failed to initialize MCP client: Transport send error: nothing accepts connections there",
        e.text());
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1/mcp, false",
    "not a uri,              true",
    "'',                     true",
    "file:///etc/passwd,     true",
  })
  void failsWhereNoServerIs(String address, boolean isOfConfig) {
    var e = assertThrows(ExtensionException.class, () -> connect(address, Map.of()));
    assertTrue(e.text().startsWith("failed to initialize MCP client: "), e.text());
    assertEquals(isOfConfig, e.isOfConfig());
  }

  @ParameterizedTest
  @CsvSource({
    "Bad Name, x,        invalid config: invalid header: Bad Name",
    "X-Bad,    'a\nb',   invalid config: invalid header value: X-Bad",
    "X-Bad,    ü,        invalid config: invalid header value: X-Bad",
  })
  void refusesHeadersThatAreNone(String name, String value, String message) {
    var e =
        assertThrows(
            ExtensionException.class, () -> connect("http://127.0.0.1:1", Map.of(name, value)));
    assertEquals(message, e.text());
  }

  private static StreamableHttpConnector connector(
      InMemorySettings settings, Map<String, String> environment) {
    return new StreamableHttpConnector(
        settings,
        environment,
        "1.39.0",
        new LoginMeans(
            new InMemoryExtensionCredentials(),
            page -> fail("nobody is to be asked"),
            new KnownSecrets(),
            Clock.systemUTC()));
  }

  private Extension connect(String address, Map<String, String> headers)
      throws InterruptedException {
    return connector.connect(config(address, headers), host(folder));
  }

  private static StreamableHttp config(String address, Map<String, String> headers) {
    return new StreamableHttp(
        "crm",
        "",
        address,
        Map.of(),
        List.of(),
        headers,
        10L,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  private static String echo(Extension extension, String message) throws InterruptedException {
    return text(extension, "echo", JsonObject.of("message", Json.of(message)));
  }

  private String serve(String... options) throws IOException, InterruptedException {
    Node.require();
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of("node", Path.of("../contract/tools/mock-mcp.mjs").toRealPath().toString()));
    command.addAll(List.of("--http", String.valueOf(port)));
    command.addAll(List.of("--log", folder.resolve("log").toString()));
    command.addAll(List.of(options));
    server = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertTrue(server.inputReader().readLine().startsWith("mock-mcp on "));
    assertTrue(server.isAlive() && !server.waitFor(1, TimeUnit.MILLISECONDS));
    return "http://127.0.0.1:" + port + "/mcp";
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
