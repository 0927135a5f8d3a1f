package dev.gander.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gander.bootstrap.GanderServer;
import dev.gander.client.Chat;
import dev.gander.client.GanderClient;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.JsonArray;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventStatistics;
import org.junit.platform.testkit.engine.Events;

/// Which tests share a server, and how long it lives. The classes inside are run by the tests.
class GanderExtensionTest {
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();
  private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void forget() {
    PORTS.clear();
    FOLDERS.clear();
  }

  @Test
  void eachTestHasAServerOfItsOwnWhichEndsWithIt() throws IOException {
    succeeded(run(OfTheTest.class), 2);

    assertEquals(2, FOLDERS.size());
    assertEnded();
  }

  @Test
  void testsOfAClassMayShareAServer() throws IOException {
    succeeded(run(OfTheClass.class), 3);

    assertEquals(1, FOLDERS.size());
    assertEnded();
  }

  @Test
  void aServerOfBeforeAllServesAllTests() throws IOException {
    succeeded(run(OfBeforeAll.class), 2);

    assertEquals(1, FOLDERS.size());
    assertEnded();
  }

  @Test
  void testsRunInParallel() throws IOException {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(SideBySide.class))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .execute()
            .testEvents();

    succeeded(tests, 2);
    assertEquals(2, FOLDERS.size());
    assertEnded();
  }

  @Test
  void aServerIsChangedByCode() {
    succeeded(run(WithCode.class), 1);
  }

  @Test
  void aVariableWithoutAValueIsAMistakeThatIsNamed() {
    Events tests = run(Mistaken.class);

    assertEquals(1, tests.failed().count());
    String failure = tests.failed().stream().findFirst().orElseThrow().getPayload().toString();
    assertTrue(failure.contains("`GOOSE_MODE` has not the form NAME=value"), failure);
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  private static void succeeded(Events tests, int number) {
    tests.assertStatistics((EventStatistics all) -> all.succeeded(number).failed(0));
  }

  /// Nothing of the servers is left.
  private static void assertEnded() throws IOException {
    for (Path folder : FOLDERS) {
      assertFalse(Files.exists(folder), folder.toString());
    }
    for (int port : Set.copyOf(PORTS)) {
      new ServerSocket(port).close();
    }
  }

  private static void note(GanderServer server, Chat chat) {
    PORTS.add(server.port());
    FOLDERS.add(chat.folder());
    assertTrue(Files.exists(chat.folder()));
  }

  @GanderTest
  static final class OfTheTest {
    private final ScriptedModel model;

    OfTheTest(ScriptedModel model) {
      this.model = model;
    }

    @Test
    void one(GanderServer server, Chat chat) {
      note(server, chat);
      model.says("the constructor's");
      assertEquals("the constructor's", chat.ask("hello").text());
    }

    @Test
    void two(GanderServer server, Chat chat) {
      note(server, chat);
      assertEquals(List.of(), model.asked());
    }
  }

  @GanderTest(perClass = true)
  static class OfTheClass {
    @Test
    void one(GanderServer server, Chat chat) {
      note(server, chat);
    }

    @Test
    void two(GanderServer server, Chat chat) {
      note(server, chat);
    }

    @Nested
    class Inside {
      @Test
      void three(GanderServer server, Chat chat) {
        note(server, chat);
      }
    }
  }

  @GanderTest
  static class OfBeforeAll {
    @BeforeAll
    static void prepare(ScriptedModel model) {
      model.says("prepared").says("prepared");
    }

    @Test
    void one(GanderServer server, Chat chat) {
      note(server, chat);
      assertEquals("prepared", chat.ask("hello").text());
    }

    @Test
    void two(GanderServer server, Chat chat) {
      note(server, chat);
      assertEquals("prepared", chat.ask("hello").text());
    }
  }

  @GanderTest
  @Execution(ExecutionMode.CONCURRENT)
  static class SideBySide {
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @Test
    void one(ScriptedModel model, GanderServer server, Chat chat) throws Exception {
      talk(model, chat, "one");
      note(server, chat);
    }

    @Test
    void two(ScriptedModel model, GanderServer server, Chat chat) throws Exception {
      talk(model, chat, "two");
      note(server, chat);
    }

    private static void talk(ScriptedModel model, Chat chat, String name) throws Exception {
      BOTH.await();
      model.says(name);
      assertEquals(name, chat.ask("hello").text());
      BOTH.await();
    }
  }

  static class WithCode {
    private final ScriptedExtension stock = new ScriptedExtension().tool("count", _ -> "7 left");

    @RegisterExtension
    final GanderExtension gander =
        new GanderExtension(
            server -> server.extensions(new ScriptedExtensionConnector().offer("stock", stock)));

    @Test
    void one(ScriptedModel model, Chat plain, GanderClient client) {
      model.calls("stock__count", "{}").says("seven");
      Chat chat =
          client.newChat(
              plain.folder(),
              JsonArray.of(ExtensionConfigJson.write(ScriptedExtensionConnector.config("stock"))));
      assertEquals("seven", chat.ask("How many?").text());
      assertEquals(List.of("7 left"), model.lastAsked().results());
    }
  }

  @GanderTest(variables = "GOOSE_MODE")
  static class Mistaken {
    @Test
    void one(GanderServer server) {
      assertTrue(server.port() > 0);
    }
  }
}
