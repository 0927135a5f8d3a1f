package dev.gander.application.api.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gander.application.agent.Workbench;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.permission.InMemoryToolPins;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What needs no HTTP; the rest is in `ExtensionStateOperationsTest`.
class ListExtensionStatesTest {
  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aServerThatDoesNotListItsToolsHoldsNobodyUp() throws Exception {
    SessionId id = session(new ScriptedExtension().listingAfter(new CountDownLatch(1)));

    ListExtensionStates.Item item = list(id, Duration.ofMillis(10));

    assertEquals("ready", item.stage());
    assertNull(item.tools());
  }

  @Test
  void tenThousandToolsAreListed() throws Exception {
    ScriptedExtension many = new ScriptedExtension();
    for (int i = 0; i < 10_000; i++) {
      many.tool("tool" + i, arguments -> "");
    }
    SessionId id = session(many);

    assertEquals(10_000, list(id, Duration.ofMinutes(1)).tools().size());
  }

  private SessionId session(ScriptedExtension extension) throws InterruptedException {
    bench.connector.offer("ext", extension);
    SessionId id =
        bench
            .start
            .start(
                new StartAgent.Request(
                    "/w", null, null, null, List.of(ScriptedExtensionConnector.config("ext"))))
            .id();
    bench.agents.get(id);
    return id;
  }

  private ListExtensionStates.Item list(SessionId id, Duration patience)
      throws InterruptedException {
    return new ListExtensionStates(
            bench.sessions, bench.agents, new InMemoryToolPins(), JsonText::write, patience)
        .list(id)
        .items()
        .getFirst();
  }
}
