package dev.gander.testkit.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.run.LeftRun;
import dev.gander.domain.run.RecipeReference;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunKeyReused;
import dev.gander.domain.run.RunLimits;
import dev.gander.domain.run.RunPage;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunQuestion;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.run.RunSurroundings;
import dev.gander.domain.run.RunTask;
import dev.gander.domain.run.RunWebhook;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [RunStore]. The store is empty.
public interface RunStoreContract {
  KeyId ALICE = new KeyId("key_alice");
  KeyId BOB = new KeyId("key_bob");
  Instant NOW = Instant.parse("2026-01-02T03:04:05.000000006Z");

  JsonObject INLINE =
      Recipe.read(
              JsonObject.builder()
                  .put("title", "T")
                  .put("description", "d")
                  .put("prompt", "p")
                  .build())
          .json();
  JsonObject EXTENSION =
      ExtensionConfigJson.write(
          PlatformExtensions.find(ExtensionKey.of("developer")).orElseThrow().config());

  RunStore store();

  /// The same store, seen from another server.
  RunStore ofAnotherServer();

  /// The id of the server of [#store()].
  String server();

  /// The id of the server of [#ofAnotherServer()].
  String otherServer();

  /// The server of [#store()] dies.
  void serverDies();

  private static RunRequest asking(String prompt) {
    return new RunRequest(
        new RunTask(prompt, null, Map.of()),
        RunSurroundings.USUAL,
        RunLimits.NONE,
        null,
        false,
        null);
  }

  static Run run(String id, KeyId owner) {
    return Run.queued(new RunId(id), owner, asking("Do " + id), null, NOW);
  }

  private Run created(String id) {
    return store().create(run(id, ALICE), null);
  }

  private Run end(String id, RunState how) {
    return store()
        .change(new RunId(id), RunState.OPEN, run -> run.ended(how, null, NOW.plusSeconds(1)))
        .orElseThrow();
  }

  private static RunQuery all() {
    return new RunQuery(null, Set.of(), null, 100);
  }

  @Test
  default void anEmptyStoreHasNothing() {
    assertEquals(Optional.empty(), store().find(new RunId("run_1")));
    assertEquals(new RunPage(List.of(), null), store().list(all()));
    assertEquals(List.of(), store().takeOver());
    assertEquals(Optional.empty(), store().change(new RunId("run_1"), RunState.OPEN, run -> run));
  }

  @Test
  default void everythingAboutARunComesBack() {
    RunRequest request =
        new RunRequest(
            new RunTask(
                "O'Neill \"said\" \n\u0001 ü",
                new RecipeReference.Inline(INLINE),
                Map.of("a", "1", "b", "")),
            new RunSurroundings(
                "p",
                "m",
                GooseMode.SMART_APPROVE,
                List.of(Json.of("developer"), EXTENSION),
                "/work",
                new NodeLabels(Set.of("zone=b", "gpu"))),
            new RunLimits(3L, Duration.ofSeconds(60), new SpendingLimits(Map.of(Measure.COST, 5L))),
            null,
            true,
            new RunWebhook.Given(
                WebhookAddress.of("https://example.com/"), WebhookSecret.of(new byte[24])));
    Run run =
        Run.queued(
            new RunId("run_1"), BOB, request, JsonObject.of("title", Json.of("filled in")), NOW);
    RunReport report =
        new RunReport(
            "The end.",
            new JsonArray(List.of(Json.of(1), Json.of(true))),
            new TokenUsage(1L, 5_000_000_000L, null, 0L, null),
            0.25,
            List.of(new RunQuestion("approval", "call_1", "shell", NOW)));

    store().create(run, "key");
    Run begun = run.begun(NOW.plusSeconds(1)).runningIn(new SessionId("20260102_1"));
    store().change(run.id(), Set.of(RunState.QUEUED), _ -> begun);
    assertEquals(Optional.of(begun), store().find(run.id()));

    Run ended = begun.ended(RunState.LIMIT, "too long", report, NOW.plusSeconds(2));
    store().change(run.id(), RunState.AT_WORK, _ -> ended);

    assertEquals(Optional.of(ended), store().find(run.id()));
    assertEquals(List.of(ended), ofAnotherServer().list(all()).runs());
  }

  @Test
  default void theRunOfAJobComesBack() {
    Run run = Run.ofSchedule(new RunId("run_1"), "../my job", ALICE, asking("report"), NOW);

    store().create(run, null);

    assertEquals(Optional.of(run), store().find(run.id()));
  }

  @Test
  default void aRunEndsOnlyOnce() {
    created("run_1");
    Run cancelled = end("run_1", RunState.CANCELLED);

    Optional<Run> second =
        store()
            .change(
                new RunId("run_1"),
                RunState.OPEN,
                run -> run.ended(RunState.SUCCEEDED, null, NOW.plusSeconds(2)));

    assertEquals(Optional.empty(), second);
    assertEquals(Optional.of(cancelled), store().find(new RunId("run_1")));
  }

  @Test
  default void ofManyEndsAtOnceOneCounts() throws Exception {
    created("run_1");
    List<RunState> ends = List.of(RunState.SUCCEEDED, RunState.CANCELLED, RunState.FAILED);
    RunStore other = ofAnotherServer();

    List<Future<Optional<Run>>> asked = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        RunStore through = i % 2 == 0 ? store() : other;
        RunState how = ends.get(i % ends.size());
        asked.add(
            threads.submit(
                () ->
                    through.change(
                        new RunId("run_1"), RunState.OPEN, run -> run.ended(how, null, NOW))));
      }
    }
    List<Run> counted = new ArrayList<>();
    for (Future<Optional<Run>> end : asked) {
      end.get().ifPresent(counted::add);
    }

    assertEquals(1, counted.size());
    assertEquals(Optional.of(counted.getFirst()), store().find(new RunId("run_1")));
  }

  @Test
  default void theSameKeyAndRequestGiveTheSameRun() {
    Run first = store().create(run("run_1", ALICE), "key");
    Run again = Run.queued(new RunId("run_2"), ALICE, first.request(), null, NOW.plusSeconds(60));

    assertEquals(Optional.of(first), store().find(ALICE, "key", first.request()));
    assertEquals(first, ofAnotherServer().create(again, "key"));
    Run ended = end("run_1", RunState.FAILED);
    assertEquals(ended, store().create(again, "key"));
    assertEquals(Optional.empty(), store().find(new RunId("run_2")));
  }

  @Test
  default void theSameKeyWithAnotherRequestIsRefused() {
    store().create(run("run_1", ALICE), "key");

    assertThrows(RunKeyReused.class, () -> store().create(run("run_2", ALICE), "key"));
    assertThrows(RunKeyReused.class, () -> store().find(ALICE, "key", asking("other")));
    assertEquals(Optional.empty(), store().find(BOB, "key", asking("other")));
    assertEquals(1, store().list(all()).runs().size());
  }

  @Test
  default void keysOfOthersAreOthers() {
    store().create(run("run_1", ALICE), "key");

    assertEquals(run("run_2", BOB), store().create(run("run_2", BOB), "key"));
    assertEquals(run("run_3", ALICE), store().create(run("run_3", ALICE), "Key"));
    assertEquals(run("run_4", ALICE), store().create(run("run_4", ALICE), null));
    assertEquals(run("run_5", ALICE), store().create(run("run_5", ALICE), null));
  }

  @Test
  default void oneKeyAtOnceCreatesOneRun() throws Exception {
    RunRequest request = asking("once");
    RunStore other = ofAnotherServer();
    List<Future<Run>> asked = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        Run run = Run.queued(new RunId("run_" + i), ALICE, request, null, NOW);
        RunStore through = i % 2 == 0 ? store() : other;
        asked.add(threads.submit(() -> through.create(run, "key")));
      }
    }

    Run created = asked.getFirst().get();
    for (Future<Run> run : asked) {
      assertEquals(created, run.get());
    }
    assertEquals(List.of(created), store().list(all()).runs());
  }

  @Test
  default void listsShowTheNewestFirstPageByPage() {
    IntStream.rangeClosed(1, 5).forEach(i -> created("run_" + i));

    RunPage first = store().list(new RunQuery(null, Set.of(), null, 2));
    created("run_6");
    RunPage second = store().list(new RunQuery(null, Set.of(), first.next(), 2));
    RunPage third = store().list(new RunQuery(null, Set.of(), second.next(), 2));

    assertEquals(List.of("run_5", "run_4"), ids(first));
    assertEquals(List.of("run_3", "run_2"), ids(second));
    assertEquals(List.of("run_1"), ids(third));
    assertEquals(null, third.next());
  }

  private static List<String> ids(RunPage page) {
    return page.runs().stream().map(run -> run.id().text()).toList();
  }

  @Test
  default void aFullLastPageIsTheLast() {
    created("run_1");
    created("run_2");

    assertEquals(null, store().list(new RunQuery(null, Set.of(), null, 2)).next());
    assertEquals(new RunPage(List.of(), null), store().list(new RunQuery(null, Set.of(), 1L, 2)));
  }

  @Test
  default void listsCanBeNarrowed() {
    created("run_1");
    store().create(run("run_2", BOB), null);
    created("run_3");
    end("run_3", RunState.FAILED);
    end("run_2", RunState.FAILED);

    assertEquals(List.of("run_2"), ids(store().list(new RunQuery(BOB, Set.of(), null, 9))));
    assertEquals(
        List.of("run_3", "run_2"),
        ids(store().list(new RunQuery(null, Set.of(RunState.FAILED), null, 9))));
    assertEquals(
        List.of("run_3"), ids(store().list(new RunQuery(ALICE, Set.of(RunState.FAILED), null, 9))));
    assertEquals(
        List.of("run_3", "run_1"),
        ids(store().list(new RunQuery(ALICE, Set.of(RunState.FAILED, RunState.QUEUED), null, 9))));
  }

  @Test
  default void eachEndIsAnnounced() {
    created("run_1");
    created("run_2");
    created("run_3");
    assertEquals(List.of(), store().unannounced(9));
    Run first = end("run_1", RunState.FAILED);
    Run third = end("run_3", RunState.CANCELLED);

    assertEquals(Set.of(first, third), Set.copyOf(ofAnotherServer().unannounced(9)));
    assertEquals(1, store().unannounced(1).size());
    store().announced(first.id());
    store().announced(new RunId("run_no"));

    assertEquals(List.of(third), store().unannounced(9));
  }

  @Test
  default void whatADeadServerLeftIsTakenOverOnce() {
    created("run_1");
    created("run_2");
    created("run_3");
    end("run_2", RunState.SUCCEEDED);
    RunStore other = ofAnotherServer();
    other.create(run("run_4", BOB), null);
    assertEquals(List.of(), other.takeOver());

    serverDies();

    List<LeftRun> left = other.takeOver();
    assertEquals(
        List.of("run_1", "run_3"), left.stream().map(each -> each.run().id().text()).toList());
    assertEquals(Set.of(server()), left.stream().map(LeftRun::dead).collect(Collectors.toSet()));
    assertEquals(List.of(), other.takeOver());
  }

  @Test
  default void aRunIsHandedOverToOneServer() {
    Run first = created("run_1");
    Run second = created("run_2");
    RunStore other = ofAnotherServer();
    other.handOver(first.id(), server());
    assertTrue(store().isOwn(first.id()), "only its server hands it over");

    store().handOver(first.id(), otherServer());
    store().handOver(second.id(), "gone");

    assertFalse(store().isOwn(first.id()));
    assertFalse(other.isOwn(first.id()));
    assertEquals(Optional.empty(), store().changeOwn(first.id(), RunState.OPEN, run -> run));
    assertEquals(Optional.of(first), store().find(first.id()));
    assertEquals(List.of(new LeftRun(first, null)), other.takeOver());
    assertTrue(other.isOwn(first.id()));
    assertEquals(List.of(), other.takeOver());
    assertEquals(List.of(), store().takeOver(), "the third server may live");
  }

  @Test
  default void aRunThatWasHandedOverToADeadServerIsTakenOver() {
    RunStore other = ofAnotherServer();
    Run run = other.create(run("run_1", BOB), null);
    other.handOver(run.id(), server());
    assertEquals(List.of(), other.takeOver());

    serverDies();

    assertEquals(List.of(new LeftRun(run, null)), other.takeOver());
    Run ended =
        other
            .changeOwn(run.id(), RunState.OPEN, it -> it.ended(RunState.FAILED, null, NOW))
            .orElseThrow();
    other.handOver(run.id(), "gone");
    assertEquals(List.of(), other.takeOver());
    assertEquals(Optional.of(ended), other.find(run.id()));
  }

  /// The other server only seemed to be dead.
  @Test
  default void whatWasTakenOverIsOnlyTheNewServersToChange() {
    RunId id = created("run_1").id();
    RunStore other = ofAnotherServer();
    assertTrue(store().isOwn(id));
    assertFalse(other.isOwn(id));
    assertEquals(Optional.empty(), other.changeOwn(id, RunState.OPEN, run -> run.begun(NOW)));
    Run begun = store().changeOwn(id, RunState.OPEN, run -> run.begun(NOW)).orElseThrow();

    serverDies();
    assertEquals(begun, other.takeOver().getFirst().run());

    assertFalse(store().isOwn(id));
    assertEquals(
        Optional.empty(),
        store().changeOwn(id, RunState.OPEN, run -> run.ended(RunState.SUCCEEDED, null, NOW)));
    assertEquals(Optional.of(begun), store().find(id));
    assertTrue(other.isOwn(id));
    Run ended =
        other
            .changeOwn(id, RunState.OPEN, run -> run.ended(RunState.INTERRUPTED, null, NOW))
            .orElseThrow();
    assertFalse(other.isOwn(id));
    assertEquals(Optional.of(ended), store().find(id));
    assertFalse(store().isOwn(new RunId("run_no")));
  }

  @Test
  default void aChangeThatFailsChangesNothing() {
    created("run_1");

    assertThrows(
        IllegalStateException.class,
        () ->
            store()
                .change(
                    new RunId("run_1"),
                    RunState.OPEN,
                    _ -> {
                      throw new IllegalStateException("no");
                    }));

    assertEquals(Optional.of(run("run_1", ALICE)), store().find(new RunId("run_1")));
    assertTrue(end("run_1", RunState.FAILED).state().isEnd());
  }

  @Test
  default void runsThatAreOverAndToldCanBeForgotten() {
    assertEquals(0, store().surplus(NOW.plusSeconds(60)));
    assertEquals(0, store().forget(NOW.plusSeconds(60)));
    store().create(run("told", ALICE), "once");
    List.of("untold", "later", "open").forEach(this::created);
    end("told", NOW);
    end("untold", NOW);
    end("later", NOW.plusSeconds(5));
    List.of("told", "later").forEach(id -> store().announced(new RunId(id)));

    assertEquals(0, store().surplus(NOW));
    assertEquals(1, store().surplus(NOW.plusSeconds(1)));
    assertEquals(0, store().forget(NOW));
    assertEquals(1, store().forget(NOW.plusSeconds(1)));
    assertEquals(0, store().surplus(NOW.plusSeconds(1)));

    assertEquals(Optional.empty(), store().find(new RunId("told")));
    assertEquals(Optional.empty(), store().find(ALICE, "once", asking("another")));
    assertEquals(
        List.of("open", "later", "untold"),
        store().list(new RunQuery(null, Set.of(), null, 10)).runs().stream()
            .map(run -> run.id().text())
            .toList());
  }

  private void end(String id, Instant time) {
    var _ =
        store()
            .change(
                new RunId(id),
                Set.of(RunState.QUEUED),
                run -> run.ended(RunState.CANCELLED, null, time));
  }
}
