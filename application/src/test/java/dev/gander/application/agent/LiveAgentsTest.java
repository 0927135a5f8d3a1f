package dev.gander.application.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveAgentsTest {
  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anUnknownSessionGetsAnAgentWithoutModelAndExtensions() throws Exception {
    Agent agent = bench.agents.get(new SessionId("nope"));

    assertTrue(agent.model().isEmpty());
    assertEquals(List.of(), agent.extensions().configs());
    assertEquals("/srv", agent.workingDir().toString());
  }

  /// Not even that it has an agent.
  @Test
  void whoDoesNotSeeASessionNeitherGetsNorStopsItsAgent() throws Exception {
    SessionId id = bench.session().id();
    Agent agent = bench.agents.get(id);
    Caller stranger = new Caller(new KeyId("mallory"), Set.of(Scope.CHAT));
    List<ScopedValue.CallableOp<?, Exception>> attempts =
        List.of(
            () -> bench.agents.get(id),
            () -> bench.agents.find(id),
            () -> bench.agents.use(id),
            () -> {
              bench.agents.open(id, null);
              return "opened";
            },
            () -> bench.agents.stop(id));

    for (ScopedValue.CallableOp<?, Exception> attempt : attempts) {
      assertThrows(SessionNotFound.class, () -> CurrentCaller.call(stranger, attempt));
    }
    assertSame(agent, bench.agents.find(id).orElseThrow());
  }

  @Test
  void callersThatComeAtOnceGetTheSameAgent() throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    bench.connector.offer(
        "slow",
        (_, _) -> {
          connecting.countDown();
          go.await();
          return new ScriptedExtension();
        });
    SessionId id = bench.session(ScriptedExtensionConnector.config("slow")).id();
    connecting.await();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Agent> one = threads.submit(() -> bench.agents.get(id));
      Future<Agent> other = threads.submit(() -> bench.agents.get(id));
      go.countDown();
      assertSame(one.get(), other.get());
    }
    assertEquals(1, bench.connector.connections().size());
  }

  /// So that traces and the log tell for which request a server was started.
  @Test
  void extensionsStartOnTheTrailOfWhoeverAsksForTheAgent() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    for (String name : List.of("one", "other")) {
      bench.connector.offer(
          name,
          (_, _) -> {
            requests.add(String.valueOf(Trail.current().request()));
            return new ScriptedExtension();
          });
    }

    Trail.ofRequest("r7", Optional.empty())
        .call(
            () ->
                bench.agents.get(
                    bench
                        .session(
                            ScriptedExtensionConnector.config("one"),
                            ScriptedExtensionConnector.config("other"))
                        .id()));

    assertEquals(List.of("r7", "r7"), requests);
  }

  @Test
  void anExtensionThatHangsHoldsUpItsOwnSessionOnly() throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    bench
        .connector
        .offer("hanging", (_, _) -> hang(connecting, new CompletableFuture<>()))
        .offer("quick", (_, _) -> new ScriptedExtension());
    bench.session(ScriptedExtensionConnector.config("hanging"));
    connecting.await();

    SessionId other = bench.session(ScriptedExtensionConnector.config("quick")).id();

    assertEquals(1, bench.agents.get(other).extensions().configs().size());
    assertTrue(bench.agents.stop(other));
  }

  @Test
  void anAgentIsFoundWhileItsExtensionsStart() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    bench.connector.offer(
        "slow",
        (_, _) -> {
          go.await();
          return new ScriptedExtension();
        });
    SessionId id = bench.session(ScriptedExtensionConnector.config("slow")).id();

    Agent early = bench.agents.find(id).orElseThrow();
    go.countDown();

    assertSame(early, bench.agents.get(id));
  }

  @Test
  void stoppingInterruptsAnExtensionThatIsStarting() throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    bench.connector.offer("hanging", (_, _) -> hang(connecting, interrupted));
    SessionId id = bench.session(ScriptedExtensionConnector.config("hanging")).id();
    connecting.await();
    Future<Agent> waiting = inBackground(() -> bench.agents.get(id));
    awaitState(waiting);

    assertTrue(bench.agents.stop(id));

    assertTrue(interrupted.get());
    var failure = assertThrows(ExecutionException.class, waiting::get);
    assertTrue(failure.getCause() instanceof Conflict);
  }

  @Test
  void whoWaitsDuringARestartGetsTheNewAgent() throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    bench.connector.offer("hanging", (_, _) -> hang(connecting, interrupted));
    SessionId id = bench.session(ScriptedExtensionConnector.config("hanging")).id();
    connecting.await();
    bench.connector.offer("hanging", (_, _) -> new ScriptedExtension());

    Agent restarted = bench.agents.restart(id);

    assertTrue(interrupted.get());
    assertSame(restarted, bench.agents.get(id));
  }

  @Test
  void theAgentThatWasAskedForLongestAgoLeaves() throws Exception {
    try (Workbench small = new Workbench(Map.of(), 2)) {
      ScriptedExtension extension = new ScriptedExtension();
      small.connector.offer("x", extension);
      SessionId first = small.session(ScriptedExtensionConnector.config("x")).id();
      small.agents.get(first);
      SessionId second = new SessionId("second");
      Agent kept = small.agents.get(second);
      small.agents.get(first);
      small.agents.get(second);

      small.agents.get(new SessionId("third"));

      assertTrue(small.agents.find(first).isEmpty());
      assertSame(kept, small.agents.find(second).orElseThrow());
      Eventually.holds(() -> !extension.isAlive());
    }
  }

  @Test
  void anAgentThatIsUsedNeverLeavesOnItsOwn() throws Exception {
    try (Workbench small = new Workbench(Map.of(), 1)) {
      SessionId busy = new SessionId("busy");
      try (AgentUse use = small.agents.use(busy)) {
        small.agents.get(new SessionId("a"));
        small.agents.get(new SessionId("b"));
        assertSame(use.agent(), small.agents.find(busy).orElseThrow());
      }
      small.agents.get(new SessionId("c"));
      assertTrue(small.agents.find(busy).isEmpty());
    }
  }

  @Test
  void aUseEndsOnceHoweverOftenItIsClosed() throws Exception {
    try (Workbench small = new Workbench(Map.of(), 1)) {
      SessionId busy = new SessionId("busy");
      AgentUse first = small.agents.use(busy);
      AgentUse second = small.agents.use(busy);
      first.close();
      first.close();
      small.agents.get(new SessionId("a"));

      assertTrue(small.agents.find(busy).isPresent());
      second.close();
      small.agents.get(new SessionId("b"));
      assertTrue(small.agents.find(busy).isEmpty());
    }
  }

  @Test
  void anAgentThatCannotBeHadIsNotUsed() throws Exception {
    bench.agents.close();

    assertThrows(Conflict.class, () -> bench.agents.use(new SessionId("s")));
  }

  @Test
  void anAgentStaysWhileItsExtensionWorks() throws Exception {
    try (Workbench small = new Workbench(Map.of(), 1)) {
      CountDownLatch working = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      small.connector.offer(
          "x",
          new ScriptedExtension()
              .tool(
                  "work",
                  (_, _) -> {
                    working.countDown();
                    go.await();
                    return ToolResult.text("done");
                  }));
      SessionId id = small.session(ScriptedExtensionConnector.config("x")).id();
      Future<ToolResult> call =
          inBackground(() -> small.callTool.call(id, "x__work", JsonObject.EMPTY));
      working.await();

      small.agents.get(new SessionId("other"));
      go.countDown();

      assertEquals("done", call.get().joinedText());
      small.agents.get(new SessionId("third"));
      assertTrue(small.agents.find(id).isEmpty(), "it leaves when the work is done");
    }
  }

  @Test
  void anAgentThatCannotBeMadeTakesNobodysPlace() throws Exception {
    try (Workbench small = new Workbench(Map.of(), 2)) {
      small.connector.offer(
          "broken",
          (_, _) -> {
            throw new IllegalStateException("a mistake of ours");
          });
      SessionId bad = small.session(ScriptedExtensionConnector.config("broken")).id();
      assertThrows(IllegalStateException.class, () -> small.agents.use(bad));
      assertThrows(IllegalStateException.class, () -> small.agents.use(bad));

      Agent one = small.agents.get(new SessionId("one"));
      small.agents.get(new SessionId("two"));

      assertSame(one, small.agents.find(one.sessionId()).orElseThrow());
    }
  }

  @Test
  void anAgentStaysWhileAnExtensionIsAdded() throws Exception {
    try (Workbench small = new Workbench(Map.of(), 1)) {
      CountDownLatch starting = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      small.connector.offer(
          "slow",
          (_, _) -> {
            starting.countDown();
            go.await();
            return new ScriptedExtension();
          });
      SessionId id = small.session().id();
      Agent agent = small.agents.get(id);
      Future<Boolean> adding =
          inBackground(
              () -> {
                small.add.add(id, ScriptedExtensionConnector.config("slow"));
                return true;
              });
      starting.await();

      small.agents.get(new SessionId("other"));
      go.countDown();

      assertTrue(adding.get());
      assertSame(agent, small.agents.find(id).orElseThrow());
      small.agents.get(new SessionId("third"));
      assertTrue(small.agents.find(id).isEmpty(), "it leaves when the work is done");
    }
  }

  @Test
  void anAgentThatCouldNotBeMadeLeavesNothingAndIsTriedAgain() throws Exception {
    bench.connector.offer("x", (_, _) -> new ScriptedExtension());
    bench.connector.offer(
        "broken",
        (_, _) -> {
          throw new IllegalStateException("a mistake of ours");
        });
    SessionId id = withModel(bench.session());
    bench.sessions.update(
        id,
        it ->
            it.withExtensionData(
                EnabledExtensions.write(
                    it.extensionData(),
                    List.of(
                        ScriptedExtensionConnector.config("x"),
                        ScriptedExtensionConnector.config("broken")))));

    assertThrows(IllegalStateException.class, () -> bench.agents.get(id));

    assertTrue(bench.agents.find(id).isEmpty());
    assertTrue(bench.provider.isClosed(), "its model is released");
    assertTrue(bench.connector.connections().stream().noneMatch(it -> it.extension().isAlive()));
    bench.connector.offer("broken", (_, _) -> new ScriptedExtension());
    assertEquals(2, bench.agents.get(id).extensions().configs().size());
  }

  @Test
  void anAgentThatIsStoppedBeforeItHasItsModelReleasesIt() throws Exception {
    bench.connector.offer("x", (_, _) -> new ScriptedExtension());
    SessionId id = withModel(bench.session(ScriptedExtensionConnector.config("x")));
    int before = bench.connector.connections().size();
    CountDownLatch making = new CountDownLatch(1);
    bench.beforeProvider =
        () -> {
          making.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    Future<Agent> waiting = inBackground(() -> bench.agents.get(id));
    making.await();
    awaitState(waiting);

    assertTrue(bench.agents.stop(id));

    var failure = assertThrows(ExecutionException.class, waiting::get);
    assertTrue(failure.getCause() instanceof Conflict);
    Eventually.holds(bench.provider::isClosed);
    assertEquals(before, bench.connector.connections().size(), "its extensions never start");
  }

  /// Stops the session's first agent, which has no model yet.
  private SessionId withModel(Session session) throws InterruptedException {
    SessionId id = session.id();
    bench.agents.get(id);
    bench.agents.stop(id);
    bench.sessions.update(
        id, it -> it.withModel(new SessionModel("scripted", ModelConfig.of("m"))));
    return id;
  }

  @Test
  void whoIsInterruptedWhileWaitingUsesNoAgent() throws Exception {
    try (Workbench small = new Workbench(Map.of(), 1)) {
      CountDownLatch go = new CountDownLatch(1);
      small.connector.offer(
          "slow",
          (_, _) -> {
            go.await();
            return new ScriptedExtension();
          });
      SessionId id = small.session(ScriptedExtensionConnector.config("slow")).id();
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> small.agents.use(id));
      go.countDown();
      small.agents.get(id);

      small.agents.get(new SessionId("other"));

      assertTrue(small.agents.find(id).isEmpty());
    }
  }

  @Test
  void manyStartsAndStopsAtOnceLeaveNoExtensionBehind() throws Exception {
    bench.connector.offer("x", (_, _) -> new ScriptedExtension());
    SessionId id = bench.session(ScriptedExtensionConnector.config("x")).id();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        boolean stop = i % 2 == 0;
        threads.execute(() -> bench.agents.warmUp(id));
        if (stop) {
          threads.execute(() -> bench.agents.stop(id));
        }
      }
    }
    bench.agents.stop(id);

    Eventually.holds(
        () -> bench.connector.connections().stream().noneMatch(it -> it.extension().isAlive()));
  }

  @Test
  void afterTheEndThereAreNoAgents() throws Exception {
    bench.connector.offer("x", (_, _) -> new ScriptedExtension());
    SessionId id = bench.session(ScriptedExtensionConnector.config("x")).id();
    bench.agents.get(id);

    bench.agents.close();

    assertThrows(Conflict.class, () -> bench.agents.get(id));
    assertFalse(bench.connector.latest("x").orElseThrow().extension().isAlive());
  }

  private static ScriptedExtension hang(
      CountDownLatch connecting, CompletableFuture<Boolean> interrupted)
      throws InterruptedException {
    connecting.countDown();
    try {
      new CountDownLatch(1).await();
      throw new AssertionError("nobody opens this latch");
    } catch (InterruptedException e) {
      interrupted.complete(true);
      throw e;
    }
  }

  private static <T> Future<T> inBackground(java.util.concurrent.Callable<T> task) {
    Background<T> background = new Background<>(task);
    background.begin();
    return background;
  }

  private static void awaitState(Future<?> waiting) throws InterruptedException {
    Eventually.holds(((Background<?>) waiting)::isWaiting);
  }

  /// A task whose thread can be looked at.
  private static final class Background<T> extends java.util.concurrent.FutureTask<T> {
    private Thread thread;

    Background(java.util.concurrent.Callable<T> task) {
      super(task);
    }

    void begin() {
      thread = Thread.ofVirtual().start(this);
    }

    boolean isWaiting() {
      return thread.getState() == Thread.State.WAITING;
    }
  }
}
