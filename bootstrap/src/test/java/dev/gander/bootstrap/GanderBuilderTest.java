package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.Ports;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.turn.OwnedTurn;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.provider.OneProviderFactory;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.share.InMemorySharedTexts;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemorySessionSearch;
import dev.gander.testkit.store.InMemorySessionStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanderBuilderTest {
  @TempDir Path folder;

  @Test
  void twoServersInOneProcessShareNothing() throws Exception {
    try (GanderServer first = server("one").start();
        GanderServer second = server("two").key("a-key-of-mine").start()) {
      assertNotEquals(first.port(), second.port());
      assertEquals("a-key-of-mine", second.key());
      assertTrue(first.key().length() >= 32, first.key());
      assertEquals(200, status(first.uri(), first.key()));
      assertEquals(200, status(second.uri(), "a-key-of-mine"));
      assertEquals(401, status(first.uri(), second.key()));
      assertEquals(first.port(), first.uri().getPort());
      assertEquals("one", ask(first.gander().useCases(), "Who?"));
      assertEquals("two", ask(second.gander().useCases(), "Who?"));
    }
  }

  @Test
  void theFolderIsMadeAndTheWholeStateIsInIt() throws Exception {
    Path home = folder.resolve("new/home");
    try (Gander gander = Gander.builder().home(home).provider(saying("hi"), "small").open()) {
      assertEquals("hi", ask(gander.useCases(), "hello"));
    }
    assertTrue(Files.exists(home.resolve("data/sessions/sessions.db")));
  }

  @Test
  void withoutAFolderItSaysWhatIsMissing() {
    var failure = assertThrows(IllegalStateException.class, () -> Gander.builder().open());
    assertTrue(failure.getMessage().contains("home(folder)"), failure.getMessage());
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    var failure = assertThrows(StorageException.class, () -> Gander.builder().home(file).open());
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
  }

  @Test
  void aProviderDoesNotReplaceABuiltInOne() {
    var builder =
        Gander.builder()
            .home(folder)
            .provider(new OneProviderFactory(new ScriptedProvider("openai")));
    var failure = assertThrows(IllegalStateException.class, builder::open);
    assertTrue(failure.getMessage().contains("`openai`"), failure.getMessage());
  }

  @Test
  void twoProvidersOfOneNameAreRefused() {
    var builder =
        Gander.builder()
            .home(folder)
            .provider(new ScriptedProvider("mine"), "small")
            .provider(new ScriptedProvider("mine"), "large");
    assertThrows(IllegalStateException.class, builder::start);
  }

  @Test
  void aTakenPortIsAFailureThatLeavesNothingOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      var builder = server("one").host("0.0.0.0").port(taken.getLocalPort());
      assertThrows(IOException.class, builder::start);
    }
    server("one").start().close();
  }

  /// In containers that load each program with a loader of its own, pooled threads know the
  /// system's.
  @Test
  void theThreadsLoaderNeedNotKnowGander() throws Exception {
    FutureTask<String> said = new FutureTask<>(this::whatAServerAnswers);
    Thread starter = Thread.ofPlatform().unstarted(said);
    starter.setContextClassLoader(new URLClassLoader(new URL[0], null));
    starter.start();
    assertEquals("found", said.get());
    assertTrue(starter.getContextClassLoader() instanceof URLClassLoader);
  }

  @Test
  void toolsMayBeCodeOfTheProgram() throws Exception {
    ScriptedProvider model =
        new ScriptedProvider("mine")
            .answer(ScriptedAnswer.calls("c1", "stock__count", JsonObject.EMPTY))
            .answer(ScriptedAnswer.says("seven"));
    ScriptedExtension stock = new ScriptedExtension().tool("count", _ -> "7 left");
    try (Gander gander =
        Gander.builder()
            .home(folder)
            .variable("GOOSE_MODE", "auto")
            .variable("GOOSE_DISABLE_SESSION_NAMING", "true")
            .provider(model, "small")
            .extensions(new ScriptedExtensionConnector().offer("stock", stock))
            .open()) {
      assertEquals(
          "seven",
          ask(gander.useCases(), "How many are left?", ScriptedExtensionConnector.config("stock")));
    }
    assertEquals(1, stock.calls().size());
    assertTrue(model.lastRequest().messages().toString().contains("7 left"));
  }

  @Test
  void adaptersAreReplaced() throws Exception {
    InMemorySessionStore sessions = new InMemorySessionStore(Clock.systemUTC());
    Ports.Sessions stores =
        new Ports.Sessions(
            sessions,
            new InMemoryConversationStore(sessions, new FixedIds()),
            new InMemorySessionSearch(sessions),
            new InMemorySharedTexts(),
            List.of());
    try (Gander gander =
        Gander.builder()
            .home(folder)
            .provider(saying("hi"), "small")
            .ports(ports -> withSessions(ports, stores))
            .open()) {
      ask(gander.useCases(), "hello");
    }
    assertEquals(1, sessions.list(EnumSet.allOf(SessionType.class)).size());
  }

  private String whatAServerAnswers() throws IOException, InterruptedException {
    try (GanderServer server = server("found").start()) {
      return ask(server.gander().useCases(), "Who?");
    }
  }

  private GanderBuilder server(String said) {
    return Gander.builder().home(folder.resolve(said)).provider(saying(said), "small");
  }

  private static ScriptedProvider saying(String text) {
    return new ScriptedProvider("mine").when(_ -> true, ScriptedAnswer.says(text));
  }

  private static Ports withSessions(Ports ports, Ports.Sessions sessions) {
    return new Ports(
        sessions,
        ports.files(),
        ports.models(),
        ports.tools(),
        ports.coordination(),
        ports.schedules(),
        ports.budgets(),
        ports.automation(),
        ports.keeping(),
        ports.tunnels(),
        ports.speech(),
        ports.localModels(),
        ports.access(),
        ports.operating(),
        ports.machine());
  }

  private static int status(URI server, String key) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/sessions")).header("X-Secret-Key", key).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /// What the model says in a turn of a new session.
  private String ask(UseCases use, String text, ExtensionConfig... extensions)
      throws InterruptedException {
    SessionId session =
        use.agents()
            .start()
            .start(new StartAgent.Request(folder.toString(), null, null, null, List.of(extensions)))
            .id();
    use.agents().resume().resume(session, true);
    Message message = Message.user("m1", Instant.now().getEpochSecond(), new Content.Text(text));
    TurnRequest request = new TurnRequest(session, message, null);
    StringBuilder said = new StringBuilder();
    try (OwnedTurn turn = use.turns().start().own(request, Admission.QUEUE)) {
      while (true) {
        switch (turn.next(Duration.ofSeconds(30))) {
          case TurnNews.Told(TurnEvent.MessageArrived(Message part, var _)) ->
              said.append(part.text());
          case TurnNews.Told(TurnEvent.Failed(var _, String reason)) ->
              throw new IllegalStateException(reason);
          case TurnNews.Over _ -> {
            return said.toString();
          }
          case TurnNews _ -> {}
        }
      }
    }
  }
}
