package dev.gander.application.extension;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.store.InMemorySecretStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectedExtensionsTest {
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final KnownSecrets known = new KnownSecrets();
  private final ScriptedExtensionConnector connector = new ScriptedExtensionConnector();
  private final RecordingHost host = new RecordingHost(new SessionId("s"), Path.of("/work"));
  private final ConnectedExtensions extensions =
      new ConnectedExtensions(
          new ExtensionStarter(List.of(connector), new ExtensionResolver(secrets, known), known),
          host);

  @Test
  void extensionsStartSideBySideAndResultsKeepTheOrder() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    connector
        .offer("a", (_, _) -> meet(together))
        .refuse("b", "boom")
        .offer("c", (_, _) -> meet(together));

    var results = extensions.load(List.of(config("a"), config("b"), config("c")));

    assertEquals(
        List.of(
            ExtensionLoadResult.success("a"),
            new ExtensionLoadResult("b", "boom"),
            ExtensionLoadResult.success("c")),
        results);
    assertEquals(List.of("a", "c"), names());
  }

  @Test
  void whatIsLoadedIsNotStartedAgain() throws Exception {
    connector.offer("a", (_, _) -> new ScriptedExtension());

    extensions.load(List.of(config("a"), config("A")));
    extensions.load(List.of(config("a")));

    assertEquals(1, alive());
    assertEquals(1, names().size());
  }

  @Test
  void whatOthersCannotKeepToIsNotGivenToThem() throws Exception {
    connector
        .offer("plain", (_, _) -> new ScriptedExtension())
        .offer("elsewhere", (_, _) -> new ScriptedExtension())
        .offer("restricted", (_, _) -> new ScriptedExtension())
        .offer("web", (_, _) -> new ScriptedExtension())
        .offer("restricted web", (_, _) -> new ScriptedExtension());
    extensions.load(
        List.of(
            config("plain"),
            stdio("elsewhere", "below", List.of()),
            stdio("restricted", null, List.of("look")),
            web("web", List.of()),
            web("restricted web", List.of("look"))));
    McpServer web = new McpServer.Http("web", "http://x", Map.of());

    assertEquals(
        List.of(
            new McpServer.Stdio("plain", "scripted", List.of(), Map.of()),
            new McpServer.Stdio(
                "elsewhere", "scripted", List.of(), Map.of(), Path.of("/work/below")),
            web),
        extensions.servers());
    host.useContainer("box");
    assertEquals(List.of(web), extensions.servers());
  }

  private static ExtensionConfig stdio(String name, @Nullable String cwd, List<String> tools) {
    return new ExtensionConfig.Stdio(
        name,
        "",
        "scripted",
        List.of(),
        Map.of(),
        List.of(),
        null,
        cwd,
        null,
        tools,
        JsonObject.EMPTY);
  }

  private static ExtensionConfig web(String name, List<String> tools) {
    return new ExtensionConfig.StreamableHttp(
        name,
        "",
        "http://x",
        Map.of(),
        List.of(),
        Map.of(),
        null,
        null,
        null,
        tools,
        JsonObject.EMPTY);
  }

  /// An extension says what it was given, as programs do when they fail.
  @Test
  void noFailureOfAnExtensionContainsASecret() throws Exception {
    secrets.put("MY_KEY", Json.of("battery-staple"));
    connector
        .refuse("started", "no correct-horse and no battery-staple")
        .offer(
            "a",
            new ScriptedExtension()
                .tool(
                    "tell",
                    (_, _) -> {
                      throw ExtensionException.notFound("I was told correct-horse");
                    }));
    var config = given("started", Map.of("LEVEL", "correct-horse"), List.of("MY_KEY"));

    var failure = assertThrows(ExtensionException.class, () -> extensions.add(config));
    var result = extensions.load(List.of(config)).getFirst();

    assertEquals("no *** and no ***", failure.text());
    assertEquals(new ExtensionLoadResult("started", "no *** and no ***"), result);

    extensions.add(config("a"));
    var call = assertThrows(ExtensionException.class, () -> call("a", "tell"));
    assertEquals("-32002: I was told ***", call.coded());
  }

  private static ExtensionConfig given(
      String name, Map<String, String> envs, List<String> envKeys) {
    return new ExtensionConfig.Stdio(
        name,
        "",
        "scripted",
        List.of(),
        envs,
        envKeys,
        null,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  @Test
  void anInterruptedLoadLeavesNothingRunning() throws Exception {
    CountDownLatch fastIsThere = new CountDownLatch(1);
    CountDownLatch slowBegan = new CountDownLatch(1);
    connector
        .offer(
            "fast",
            (_, _) -> {
              fastIsThere.countDown();
              return new ScriptedExtension();
            })
        .offer(
            "slow",
            (_, _) -> {
              slowBegan.countDown();
              new CountDownLatch(1).await();
              return new ScriptedExtension();
            });
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread loader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    extensions.load(List.of(config("fast"), config("slow")));
                    interrupted.complete(false);
                  } catch (InterruptedException e) {
                    interrupted.complete(true);
                  }
                });
    fastIsThere.await();
    slowBegan.await();
    loader.interrupt();

    assertTrue(interrupted.get());
    assertEquals(0, alive());
    assertEquals(List.of(), names());
  }

  @Test
  void theSameConfigurationAgainChangesNothing() throws Exception {
    secrets.put("KEY", Json.of("one"));
    connector.offer("a", (_, _) -> new ScriptedExtension());
    ExtensionConfig config = withSecret("a", "KEY");

    extensions.add(config);
    extensions.add(config);
    assertEquals(1, connector.connections().size());

    secrets.put("KEY", Json.of("two"));
    extensions.add(config);
    assertEquals(2, connector.connections().size());
    assertEquals(1, alive());
  }

  @Test
  void aReplacementThatFailsLeavesTheOldOneInService() throws Exception {
    connector.offer("a", new ScriptedExtension().tool("t", _ -> "old"));
    extensions.add(config("a"));
    connector.refuse("a", "boom");

    assertThrows(ExtensionException.class, () -> extensions.add(withSecret("a", "NONE")));
    assertThrows(ExtensionException.class, () -> extensions.add(config("A")));

    assertEquals("old", call("a", "t"));
  }

  @Test
  void aDeadOneIsStartedAgainByTheNextUse() throws Exception {
    connector.offer("a", (_, _) -> new ScriptedExtension().tool("t", _ -> "alive"));
    extensions.add(config("a"));
    connector.latest("a").orElseThrow().extension().die();

    assertEquals("alive", call("a", "t"));
    connector.latest("a").orElseThrow().extension().die();
    extensions.add(config("a"));
    assertEquals(3, connector.connections().size());
    assertEquals(1, alive());
  }

  @Test
  void aDeadOneThatDoesNotComeBackFailsWithTheReason() throws Exception {
    ScriptedExtension first = new ScriptedExtension().tool("t", _ -> "");
    connector.offer("a", first);
    extensions.add(config("a"));
    first.die();
    connector.refuse("a", "gone for good");

    var failure = assertThrows(ExtensionException.class, () -> call("a", "t"));

    assertEquals("gone for good", failure.text());
  }

  @Test
  void removingEndsACallThatRuns() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    connector.offer("a", new ScriptedExtension().tool("t", (_, _) -> block(running)));
    extensions.add(config("a"));
    CompletableFuture<Exception> outcome = callInBackground("a", "t");
    running.await();
    assertTrue(extensions.isBusy());

    extensions.remove(new ExtensionKey("a"));

    assertTrue(outcome.get() instanceof ExtensionException);
    assertEquals(List.of(), names());
  }

  @Test
  void closingEndsAChangeThatIsBeingMade() throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    connector.offer(
        "a",
        (_, _) -> {
          connecting.countDown();
          go.await();
          return new ScriptedExtension();
        });
    CompletableFuture<Exception> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                extensions.add(config("a"));
              } catch (ExtensionException | InterruptedException e) {
                outcome.complete(e);
              }
            });
    connecting.await();
    extensions.close();
    go.countDown();

    assertTrue(outcome.get() instanceof ExtensionException);
    assertEquals(0, alive());
    assertEquals(List.of(), extensions.tools());
  }

  @Test
  void toolsAreListedOncePerChange() throws Exception {
    ScriptedExtension a = new ScriptedExtension().tool("one", _ -> "");
    connector.offer("a", a).offer("b", new ScriptedExtension().tool("x", _ -> ""));
    extensions.add(config("a"));
    assertEquals(List.of("a__one"), toolNames());

    a.tool("late", _ -> "late");
    extensions.toolsChanged();
    assertEquals(List.of("a__one"), toolNames());
    assertEquals("late", call("a", "late"));
    extensions.add(config("b"));
    assertEquals(List.of("a__late", "a__one", "b__x"), toolNames());
  }

  @Test
  void aModelSeesChangedToolsInItsNextTurn() throws Exception {
    ScriptedExtension a = new ScriptedExtension().tool("one", _ -> "");
    connector.offer("a", a);
    extensions.add(config("a"));
    assertEquals(1, extensions.toolsForModel().size());

    a.tool("late", _ -> "");
    extensions.toolsChanged();

    assertEquals(2, extensions.toolsForModel().size());
  }

  @Test
  void secretsThatCannotBeReadCostOnlyTheExtensionThatNeedsThem() throws Exception {
    ConnectedExtensions own =
        new ConnectedExtensions(
            new ExtensionStarter(
                List.of(connector), new ExtensionResolver(new BrokenSecrets(), known), known),
            host);
    connector
        .offer("plain", (_, _) -> new ScriptedExtension())
        .offer("keyed", (_, _) -> new ScriptedExtension());
    ExtensionConfig keyed =
        new ExtensionConfig.Stdio(
            "keyed",
            "",
            "scripted",
            List.of(),
            Map.of(),
            List.of("KEY"),
            null,
            null,
            null,
            List.of(),
            JsonObject.EMPTY);

    assertEquals(
        List.of(
            new ExtensionLoadResult("keyed", "Failed to read its secrets: broken"),
            ExtensionLoadResult.success("plain")),
        own.load(List.of(keyed, config("plain"))));
    assertEquals(
        List.of(ExtensionStatus.Stage.READY, ExtensionStatus.Stage.FAILED),
        own.statuses().stream().map(ExtensionStatus::stage).toList());
  }

  private static final class BrokenSecrets implements SecretStore {
    @Override
    public Optional<Json> find(String key) {
      throw new StorageException("broken", null);
    }

    @Override
    public Set<String> names() {
      return Set.of();
    }

    @Override
    public void put(String key, Json value) {}

    @Override
    public void remove(String key) {}
  }

  @Test
  void aChangeThatIsReportedWhileToolsAreListedIsNotLost() throws Exception {
    SlowlyListed slow = new SlowlyListed();
    ConnectedExtensions own =
        new ConnectedExtensions(
            new ExtensionStarter(List.of(slow), new ExtensionResolver(secrets, known), known),
            host);
    own.add(config("slow"));
    var late = CompletableFuture.supplyAsync(() -> slow.toolsOf(own), Thread::startVirtualThread);
    slow.asked.await();

    own.toolsChanged();
    assertEquals(List.of("slow__new"), names(own.toolsForModel()));
    slow.answer.countDown();

    assertEquals(List.of("slow__old"), names(late.get(20, TimeUnit.SECONDS)));
    assertEquals(List.of("slow__new"), names(own.toolsForModel()));
  }

  /// Lists an old tool the first time, with an answer that is late, and a new one from then on.
  private static final class SlowlyListed implements ExtensionConnector, Extension {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public boolean connects(ExtensionConfig config) {
      return true;
    }

    @Override
    public Extension connect(ExtensionConfig config, ExtensionHost host) {
      return this;
    }

    @Override
    public List<Tool> tools() throws InterruptedException {
      boolean first = asked.getCount() > 0;
      asked.countDown();
      if (first) {
        answer.await();
      }
      return List.of(new Tool(first ? "old" : "new", "", JsonObject.EMPTY, JsonObject.EMPTY));
    }

    List<Tool> toolsOf(ConnectedExtensions all) {
      try {
        return all.tools();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public ToolResult call(ToolInvocation invocation, ToolProgress progress) {
      return ToolResult.text("");
    }

    @Override
    public @Nullable String instructions() {
      return null;
    }

    @Override
    public void close() {}
  }

  private static List<String> names(List<Tool> tools) {
    return tools.stream().map(Tool::name).toList();
  }

  /// A server that cannot be asked just now has not lost its tools.
  @Test
  void anExtensionThatFailsToListItsToolsAgainKeepsThem() throws Exception {
    ScriptedExtension a = new ScriptedExtension().tool("one", _ -> "");
    connector.offer("a", a).offer("b", new ScriptedExtension().tool("two", _ -> ""));
    extensions.add(config("a"));
    assertEquals(List.of("a__one"), toolNames());
    a.die();
    connector.refuse("a", "not today");

    extensions.add(config("b"));

    assertEquals(List.of("a__one", "b__two"), toolNames());
  }

  @Test
  void aDeadOneComesBackToBeListed() throws Exception {
    connector.offer("a", (_, _) -> new ScriptedExtension().tool("t", _ -> "").prompt("p", _ -> ""));
    extensions.add(config("a"));
    connector.latest("a").orElseThrow().extension().die();
    assertEquals(List.of("a__t"), toolNames());

    connector.latest("a").orElseThrow().extension().die();
    assertEquals(1, extensions.prompts().size());
    assertEquals(1, alive());
  }

  @Test
  void deadOnesComeBackSideBySide() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    connector
        .offer("a", new ScriptedExtension())
        .offer("b", new ScriptedExtension())
        .offer("c", new ScriptedExtension().tool("t", _ -> ""));
    extensions.load(List.of(config("a"), config("b"), config("c")));
    connector.connections().forEach(connection -> connection.extension().die());
    connector
        .offer("a", (_, _) -> meet(together).tool("one", _ -> ""))
        .offer("b", (_, _) -> meet(together).tool("two", _ -> ""))
        .refuse("c", "not today");

    assertEquals(List.of("a__one", "b__two"), toolNames());
    assertEquals(List.of("a", "b", "c"), names());
  }

  @Test
  void anExtensionThatFailsToListItsResourcesDoesNotHideTheOthers() throws Exception {
    ScriptedExtension broken = new ScriptedExtension().resource("a://x", "text/plain", "x");
    connector
        .offer("a", broken)
        .offer("b", new ScriptedExtension().resource("b://x", "text/plain", "x"));
    extensions.load(List.of(config("a"), config("b")));
    broken.die();
    connector.refuse("a", "not today");

    assertEquals(List.of(new ExtensionKey("b")), List.copyOf(extensions.resources().keySet()));
    assertThrows(ExtensionException.class, () -> extensions.resources(new ExtensionKey("a")));
  }

  @Test
  void aQuestionWithoutACallOfItsOwnIsShownWithAnother() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    connector.offer("a", new ScriptedExtension().tool("t", (_, _) -> block(running)));
    extensions.add(config("a"));
    assertThrows(ExtensionException.class, () -> extensions.elicit("Who?", JsonObject.EMPTY));
    CompletableFuture<Exception> outcome = callInBackground("a", "t");
    running.await();

    assertEquals("decline", extensions.elicit("Who?", JsonObject.EMPTY).action());

    extensions.remove(new ExtensionKey("a"));
    outcome.get();
    assertThrows(ExtensionException.class, () -> extensions.elicit("Who?", JsonObject.EMPTY));
  }

  @Test
  void aCallThatNobodyFollowsAsksNobody() throws Exception {
    connector.offer(
        "a",
        new ScriptedExtension()
            .tool(
                "t",
                (_, _) -> ToolResult.text(extensions.elicit("Who?", JsonObject.EMPTY).action())));
    extensions.add(config("a"));
    var call = new ToolInvocation(host.sessionId(), host.workingDir(), "", "t", JsonObject.EMPTY);
    var a = new ToolRoute.ToExtension(new ExtensionKey("a"), "t", null);

    assertEquals("decline", extensions.call(a, call, new RecordingProgress()).joinedText());
    assertThrows(
        ExtensionException.class,
        () -> extensions.call(a, call, new RecordingProgress().unattended()));
  }

  @Test
  void ofTwoToolsWithOneNameTheFirstStays() throws Exception {
    connector
        .offer("a", new ScriptedExtension().unprefixed().tool("same", _ -> "first"))
        .offer("b", new ScriptedExtension().unprefixed().tool("same", _ -> "second"));
    extensions.load(List.of(config("a"), config("b")));

    assertEquals(List.of("same"), toolNames());
    var route = (ToolRoute.ToExtension) extensions.route("same");
    assertEquals(new ExtensionKey("a"), route.extension());
    assertEquals("a", extensions.tools().getFirst().meta().text("goose_extension").orElseThrow());
  }

  @Test
  void aNameThatNobodyListedGoesToTheExtensionBeforeTheJoint() throws Exception {
    connector.offer(
        "dev", new ScriptedExtension().unprefixed().tool("shell", _ -> "").tool("edit", _ -> ""));
    extensions.add(config("dev"));

    assertEquals(
        new ToolRoute.ToExtension(new ExtensionKey("dev"), "shell", extensions.tools().get(1)),
        extensions.route("dev__shell"));
    assertEquals(
        new ToolRoute.ToExtension(new ExtensionKey("dev"), "late", null),
        extensions.route("Dev__late"));
    var failure = assertThrows(ExtensionException.class, () -> extensions.route("other__x"));
    assertEquals(
        "-32002: Tool 'other__x' not found. Available tools: [shell, edit]", failure.coded());
  }

  @Test
  void anExtensionThatCannotListItsToolsDoesNotHideTheOthers() throws Exception {
    ScriptedExtension mute = new ScriptedExtension();
    connector.offer("mute", mute).offer("b", new ScriptedExtension().tool("x", _ -> ""));
    extensions.load(List.of(config("mute"), config("b")));
    mute.die();

    assertEquals(List.of("b__x"), toolNames());
  }

  @Test
  void instructionsAreSortedAndKnowTheFolder() throws Exception {
    connector
        .offer("b", new ScriptedExtension().instructions("work in {{WORKING_DIR}}"))
        .offer("a", new ScriptedExtension().resource("x://y", "text/plain", "t"));
    extensions.load(List.of(config("b"), config("a"), frontend("one"), frontend("two")));

    var all = extensions.instructions();

    assertEquals(
        List.of(
            new ExtensionInstructions("a", "", true),
            new ExtensionInstructions("b", "work in /work", false),
            new ExtensionInstructions("frontend", "one: Click.\n\ntwo: Click.", false)),
        all);
    assertTrue(extensions.haveResources());
  }

  @Test
  void whatTurnsAreToldComesFromAllWhoHaveSomethingToSay() throws Exception {
    connector
        .offer("a", new ScriptedExtension().turnContext("hello"))
        .offer("b", new ScriptedExtension());
    extensions.load(List.of(config("a"), config("b")));

    assertEquals(List.of("hello"), extensions.turnContext());
  }

  @Test
  void aResourceOfNobodyTellsWhoIsThere() throws Exception {
    connector.offer("a", new ScriptedExtension().resource("x://y", "text/plain", "t"));
    extensions.add(config("a"));

    assertEquals(1, extensions.resources().get(new ExtensionKey("a")).size());
    var failure =
        assertThrows(ExtensionException.class, () -> extensions.readResource("q", "x://y"));
    assertEquals("Extension 'q' not found. Here are the available extensions: a", failure.text());
    assertFalse(extensions.isBusy());
  }

  private static ScriptedExtension meet(CyclicBarrier together) throws InterruptedException {
    try {
      together.await(60, TimeUnit.SECONDS);
      return new ScriptedExtension();
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      throw new ExtensionException("not side by side", e);
    }
  }

  private static ToolResult block(CountDownLatch running) throws InterruptedException {
    running.countDown();
    new CountDownLatch(1).await();
    return ToolResult.text("never");
  }

  private CompletableFuture<Exception> callInBackground(String extension, String tool) {
    CompletableFuture<Exception> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                call(extension, tool);
              } catch (ExtensionException | InterruptedException e) {
                outcome.complete(e);
              }
            });
    return outcome;
  }

  private String call(String extension, String tool) throws InterruptedException {
    var invocation =
        new ToolInvocation(host.sessionId(), host.workingDir(), "", tool, JsonObject.EMPTY);
    var route = new ToolRoute.ToExtension(new ExtensionKey(extension), tool, null);
    return extensions.call(route, invocation, new RecordingProgress()).joinedText();
  }

  private long alive() {
    return connector.connections().stream().filter(it -> it.extension().isAlive()).count();
  }

  private List<String> names() {
    return extensions.configs().stream().map(ExtensionConfig::name).toList();
  }

  private List<String> toolNames() throws InterruptedException {
    return extensions.tools().stream().map(Tool::name).toList();
  }

  private static ExtensionConfig withSecret(String name, String key) {
    return new ExtensionConfig.Stdio(
        name,
        "",
        "scripted",
        List.of(),
        Map.of(),
        List.of(key),
        null,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  private static ExtensionConfig frontend(String name) {
    return new ExtensionConfig.Frontend(
        name, "", List.of(), "Click.", null, List.of(), JsonObject.EMPTY);
  }
}
