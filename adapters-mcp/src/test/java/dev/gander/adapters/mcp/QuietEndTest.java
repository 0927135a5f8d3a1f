package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.config;
import static dev.gander.adapters.mcp.ChildExtensions.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Removing an extension that asks and asks is nothing that anybody has to read of: neither from us
/// nor from the SDK and what that is made of.
class QuietEndTest {
  /// Each is another moment between two of its questions.
  private static final int ROUNDS = 10;

  /// Asks for roots and for a model, also when nobody listens any more.
  private static final String NOSY =
      """
      ask() {
        i=0
        while [ $i -lt 100 ]; do
          i=$((i + 1))
          echo '{"jsonrpc":"2.0","id":"r'$1$i'","method":"roots/list"}'
          echo '{"jsonrpc":"2.0","id":"s'$1$i'","method":"sampling/createMessage","params":{"messages":[],"maxTokens":1}}'
        done
      }
      read -r greeting
      if [ "$2" = starting ]; then
        ask a
        : > "$1"
      else
        echo '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25","capabilities":{},"serverInfo":{"name":"nosy","version":"1"}}}'
        ask b
      fi
      while read -r answer; do :; done
      ask c
      """;

  /// The server, the SDK, and what that is made of.
  private static final List<String> OURS =
      List.of("dev.gander.", "io.modelcontextprotocol.", "reactor.");

  private final Logger all = Logger.getLogger("");
  private final Log log = new Log();

  @TempDir private Path folder;

  private static final class Log extends Handler {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      boolean isLoud =
          entry.getThrown() != null || entry.getLevel().intValue() > Level.INFO.intValue();
      if (isLoud && OURS.stream().anyMatch(entry.getLoggerName()::startsWith)) {
        told.add(entry.getLoggerName() + ": " + entry.getMessage() + ": " + entry.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    all.addHandler(log);
  }

  @AfterEach
  void stopListening() {
    all.removeHandler(log);
  }

  private Stdio nosy(String state, Path asked) throws IOException {
    Path program = Files.writeString(folder.resolve("nosy.sh"), NOSY);
    return config(List.of("sh", program.toString(), asked.toString(), state), 20);
  }

  @RepeatedTest(ROUNDS)
  void theEndDirectlyAfterTheStartIsQuiet() throws Exception {
    Extension extension = start(nosy("started", folder.resolve("asked")), folder);

    extension.close();

    assertEquals(List.of(), log.told);
  }

  @RepeatedTest(ROUNDS)
  void theEndOfAStartIsQuiet() throws Exception {
    Path asked = folder.resolve("asked");
    Stdio nosy = nosy("starting", asked);
    FutureTask<Extension> starting = new FutureTask<>(() -> start(nosy, folder));
    Thread thread = Thread.ofVirtual().start(starting);
    Eventually.holds(() -> Files.exists(asked));

    thread.interrupt();

    var e = assertThrows(ExecutionException.class, () -> starting.get(30, TimeUnit.SECONDS));
    assertInstanceOf(InterruptedException.class, e.getCause());
    assertEquals(List.of(), log.told);
  }

  /// Otherwise silence would mean nothing.
  @Test
  void whatTheSdkSaysIsHeard() {
    org.slf4j.LoggerFactory.getLogger("io.modelcontextprotocol.spec.x").warn("heard");

    assertTrue(log.told.toString().contains("heard"), log.told::toString);
  }
}
