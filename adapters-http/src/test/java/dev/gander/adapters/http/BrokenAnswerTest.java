package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Mistakes of ours while an answer is written, by HTTP/1.1 and by HTTP/2: the client gets an
/// answer as long as that is possible, and the log always has the reason.
@ParameterizedClass
@ValueSource(booleans = {false, true})
class BrokenAnswerTest {
  @TempDir private static Path folder;

  private final Logger logger = Logger.getLogger("dev.gander.adapters.http");
  private final Log log = new Log();
  private final TestServer server;

  private static final class Log extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getMessage() + ": " + entry.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /// A feed with a mistake in it.
  private record Broken(Optional<SseFrame> failure) implements EventFeed {
    @Override
    public Step next(Duration patience) {
      throw new IllegalStateException("no next event");
    }

    @Override
    public Optional<SseFrame> heartbeat(long count) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  BrokenAnswerTest(boolean isHttp2) {
    List<Route> routes =
        List.of(
            Route.get("told", "/told", _ -> stream(Optional.of(SseFrame.comment("broken")))),
            Route.get("untold", "/untold", _ -> stream(Optional.empty())),
            Route.get("unwritten", "/unwritten", _ -> new Answer.InPieces(Answer.TEXT, null)));
    TlsIdentity tls = isHttp2 ? TlsIdentity.selfSigned(folder, new SecureRandom()) : null;
    server = TestServer.start(routes, tls, Duration.ofSeconds(30));
  }

  private static Answer stream(Optional<SseFrame> failure) {
    return new Answer.Events(new Broken(failure));
  }

  @BeforeEach
  void listen() {
    logger.addHandler(log);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(log);
    logger.setUseParentHandlers(true);
    server.close();
  }

  @Test
  void whatBreaksBeforeTheFirstByteIsAnInternalError() throws InterruptedException {
    HttpResponse<String> answer = server.get("/unwritten");

    assertEquals(500, answer.statusCode());
    assertEquals("{\"message\":\"Internal Server Error\"}", answer.body());
    assertEquals("application/json", answer.headers().firstValue("content-type").get());
    assertEquals("*", answer.headers().firstValue("access-control-allow-origin").get());
    Eventually.holds(
        () -> log.lines.stream().anyMatch(line -> line.matches("GET /unwritten: .*NullPointer.*")));
  }

  @Test
  void aStreamEndsWithWhatItsProtocolHasForFailures() throws InterruptedException {
    HttpResponse<String> answer = server.get("/told");

    assertEquals(200, answer.statusCode());
    assertEquals(": broken\n\n", answer.body());
    assertLogged("GET /told: java.lang.IllegalStateException: no next event");
  }

  @Test
  void aStreamWithoutSuchAnEventIsCutOff() throws InterruptedException {
    assertThrows(
        IOException.class,
        () -> server.client().send(server.request("/untold").build(), BodyHandlers.ofString()));
    assertLogged("GET /untold: java.lang.IllegalStateException: no next event");
  }

  private void assertLogged(String line) throws InterruptedException {
    Eventually.holds(() -> log.lines.contains(line));
  }
}
