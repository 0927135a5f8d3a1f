package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.http.options.HttpOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LostListenerTest {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void aServerThatCanBeReachedNoMoreEndsWithTheReason() throws Exception {
    HttpOptions options = HttpOptions.of("127.0.0.1", 0, "key", null, Set.of());
    try (GanderServer server = GanderServer.start(Environment.in(folder, Map.of()), options)) {
      String listener = "listener-" + server.uri().getPort();
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals(listener))
          .forEach(Thread::interrupt);

      IOException reason =
          assertThrows(IOException.class, () -> AgentCommand.awaitEnd(server, new StopSignal()));

      assertEquals(
          "no connection can be accepted any more: java.nio.channels.ClosedByInterruptException",
          reason.getMessage());
    }
  }
}
