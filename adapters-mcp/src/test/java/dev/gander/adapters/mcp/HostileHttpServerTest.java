package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.call;
import static dev.gander.adapters.mcp.ChildExtensions.host;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static dev.gander.adapters.mcp.HostileHttpServer.begin;
import static dev.gander.adapters.mcp.HostileHttpServer.result;
import static dev.gander.adapters.mcp.HostileHttpServer.whole;
import static dev.gander.adapters.mcp.HostileHttpServer.write;
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
import dev.gander.testkit.store.InMemoryExtensionCredentials;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server over HTTP that does what none should costs the call, and nothing else.
@Timeout(60)
class HostileHttpServerTest {
  private static final JsonObject NONE = JsonObject.EMPTY;
  private static final long MEBIBYTE = 1024 * 1024;

  /// What may be sent before it is noticed: the longest message, and what lies in buffers.
  private static final long ENOUGH = 128 * MEBIBYTE;

  private static final byte[] FILLING = new byte[(int) MEBIBYTE];

  static {
    Arrays.fill(FILLING, (byte) 'x');
  }

  @TempDir private Path folder;
  private HostileHttpServer server;
  private Extension extension;
  private final CompletableFuture<Long> sent = new CompletableFuture<>();

  @BeforeEach
  void start() throws Exception {
    server = new HostileHttpServer();
  }

  @AfterEach
  void stop() throws Exception {
    if (extension != null) {
      extension.close();
    }
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream", "text/html"})
  void anAnswerWithoutAnEndIsNotReadForEver(String type) throws Exception {
    server.hostile(
        (id, out) -> {
          begin(out, type);
          write(out, type.startsWith("text/e") ? "data: " : "");
          write(out, "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"");
          fill(out, Long.MAX_VALUE);
        });
    connect(10);

    assertThrows(ExtensionException.class, this::hostile);

    assertTrue(sent.get() < ENOUGH, () -> sent.join() + " bytes");
    assertServesStill();
  }

  @Test
  void anAnswerOf200MegabytesIsNotReadToItsEnd() throws Exception {
    server.hostile(
        (_, out) -> {
          write(
              out,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                  + 200 * MEBIBYTE
                  + "\r\n\r\n");
          fill(out, 200 * MEBIBYTE);
        });
    connect(10);

    assertThrows(ExtensionException.class, this::hostile);

    assertTrue(sent.get() < ENOUGH, () -> sent.join() + " bytes");
    assertServesStill();
  }

  /// Each of the events is small, and none is the answer.
  @ParameterizedTest
  @ValueSource(strings = {": still there\n\n", "event: message\ndata: \n\n", "id: 1\n\n", "\n"})
  void eventsWithoutAnEndLastAsLongAsTheCall(String event) throws Exception {
    server.hostile(
        (_, out) -> {
          begin(out, "text/event-stream");
          try {
            while (true) {
              write(out, event);
              Thread.onSpinWait();
            }
          } catch (IOException e) {
            sent.complete(0L);
            throw e;
          }
        });
    connect(2);

    var e = assertThrows(ExtensionException.class, this::hostile);

    assertEquals("request timeout after PT2S", e.text());
    sent.get();
    assertServesStill();
  }

  @Test
  void aStreamThatEndsAgainAndAgainIsResumedAsLongAsTheCallLasts() throws Exception {
    server.hostile(
        (_, out) -> {
          begin(out, "text/event-stream");
          write(out, "id: 1\nretry: 10\ndata: \n\n");
          throw new IOException("the end");
        });
    connect(2);
    long start = System.nanoTime();

    assertThrows(ExtensionException.class, this::hostile);

    long resumed = server.heads().stream().filter(head -> head.startsWith("GET")).count();
    // The first one is for events that belong to no call.
    long most = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 10;
    assertTrue(resumed <= most, () -> resumed + " requests");
    assertServesStill();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "nonsense", "application/octet-stream"})
  void anAnswerOfAnotherTypeFailsTheCall(String type) throws Exception {
    server.hostile((id, out) -> whole(out, type, result(id, "{\"content\":[]}")));
    connect(2);

    assertThrows(ExtensionException.class, this::hostile);

    assertServesStill();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "42", "{", "{\"jsonrpc\":\"2.0\"}", "\u0000"})
  void anAnswerThatIsNoMessageFailsTheCall(String body) throws Exception {
    server.hostile((_, out) -> HostileHttpServer.json(out, body));
    connect(2);

    assertThrows(ExtensionException.class, this::hostile);

    assertServesStill();
  }

  @Test
  void headersWithoutAnEndFailTheCall() throws Exception {
    server.hostile(
        (_, out) -> {
          write(out, "HTTP/1.1 200 OK\r\n");
          for (long i = 0; ; i++) {
            write(out, "X-" + i + ": " + "x".repeat(1000) + "\r\n");
          }
        });
    connect(10);

    assertThrows(ExtensionException.class, this::hostile);

    assertServesStill();
  }

  /// Neither the call nor its headers, which may have a key, go where the server sends us.
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectToAnotherServerIsNotFollowed(int status) throws Exception {
    try (HostileHttpServer other = new HostileHttpServer()) {
      server.hostile(
          (_, out) ->
              write(
                  out,
                  "HTTP/1.1 %d Elsewhere\r\nLocation: http://localhost:%d/mcp\r\nContent-Length: 0\r\n\r\n"
                      .formatted(status, other.port())));
      connect(5);

      assertThrows(ExtensionException.class, this::hostile);

      assertEquals(List.of(), other.heads());
      assertServesStill();
    }
  }

  @Test
  void aGreetingThatNeverComesEndsTheStart() {
    server.hostileAt("initialize", (_, out) -> begin(out, "text/event-stream"));

    var e = assertThrows(ExtensionException.class, () -> connect(1, 1));

    assertTrue(e.text().startsWith("failed to initialize MCP client: "), e.text());
  }

  @Test
  void aSocketThatClosesInTheMiddleFailsTheCallAtOnce() throws Exception {
    server.hostile(
        (_, out) -> {
          write(
              out,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
          throw new IOException("enough");
        });
    connect(30);
    long start = System.nanoTime();

    assertThrows(ExtensionException.class, this::hostile);

    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20), "before its time is up");
    assertServesStill();
  }

  private void fill(OutputStream out, long bytes) throws IOException {
    long written = 0;
    try {
      for (; written < bytes; written += FILLING.length) {
        out.write(FILLING);
      }
    } finally {
      sent.complete(written);
    }
  }

  private Json hostile() throws InterruptedException {
    return Json.of(call(extension, "hostile", NONE).joinedText());
  }

  private void assertServesStill() throws InterruptedException {
    assertTrue(extension.isAlive());
    assertEquals("echo", text(extension, "echo", NONE));
  }

  /// The limit of calls is not that of the start: the first one in a JVM takes its time.
  private void connect(long seconds) throws InterruptedException {
    connect(30, seconds);
  }

  private void connect(long startSeconds, long seconds) throws InterruptedException {
    var connector =
        new StreamableHttpConnector(
            new InMemorySettings(Map.of("GANDER_EXTENSION_START_TIMEOUT", Json.of(startSeconds))),
            Map.of(),
            "1.39.0",
            new LoginMeans(
                new InMemoryExtensionCredentials(),
                page -> fail("nobody is to be asked"),
                new KnownSecrets(),
                Clock.systemUTC()));
    var config =
        new StreamableHttp(
            "hostile",
            "",
            server.address(),
            Map.of(),
            List.of(),
            Map.of("Authorization", "Bearer key"),
            seconds,
            null,
            null,
            List.of(),
            JsonObject.EMPTY);
    extension = connector.connect(config, host(folder));
  }
}
