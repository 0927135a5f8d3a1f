package dev.gander.application.subagent;

import static dev.gander.application.subagent.House.works;
import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.DelegatedUsage;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {
  private final House house = new House();
  private SessionId parent;
  private int turns;

  @BeforeEach
  void open() {
    parent = house.session();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aTaskGoesOnAfterTheTurnAndItsResultIsDeliveredOnce() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    house.script("dig", works("k1"), start("m").pause(reached, resume).text("dug").usage(3, 3));

    ToolResult begun = call(order("dig"));

    SessionId child = house.children().getFirst().id();
    assertTrue(begun.joinedText().contains(child.value()), begun::joinedText);
    assertEquals("dig", house.children().getFirst().name().text());
    reached.await();
    assertEquals("running", status(load(child, "peek")));
    assertTrue(newestContext().contains(child.value()), this::newestContext);
    resume.countDown();

    List<String> events = turn(calls("w", "load", source(child)));

    assertTrue(
        events.stream().anyMatch(event -> event.startsWith("note w {\"level\"")), events::toString);
    ToolResult result = house.results(parent).getLast();
    assertEquals("dug", result.joinedText());
    assertEquals("completed", status(result));
    assertEquals(
        "Error: Task '" + child + "' not found.",
        call(calls("x", "load", source(child))).joinedText());
    assertFalse(newestContext().contains(child.value()), this::newestContext);
    assertEquals(1, DelegatedUsage.in(house.sessions.get(parent).extensionData()).tasks());
  }

  @Test
  void noMoreRunThanAllowedEvenOfOneAnswer() throws InterruptedException {
    house.settings.put("GOOSE_MAX_BACKGROUND_TASKS", Json.of(2));
    house.model.when(
        request -> House.firstWords(request).contains("hang"),
        start("m").hang(new CountDownLatch(1)));
    ScriptedAnswer many = start("many");
    for (int i = 0; i < 6; i++) {
      many = many.call("c" + i, "delegate", asynchronous("hang"));
    }

    turn(many.usage(1, 1));

    List<ToolResult> refused = house.results(parent).stream().filter(ToolResult::failed).toList();
    assertEquals(4, refused.size());
    assertTrue(refused.getFirst().joinedText().contains("Maximum 2 background tasks"));
    assertEquals(2, house.children().size());
  }

  @Test
  void aPlaceIsTakenBeforeItsTaskBegins() {
    house.settings.put("GOOSE_MAX_BACKGROUND_TASKS", Json.of(2));
    var tasks =
        new BackgroundTasks(
            new SubAgentSettings(new TypedSettings(house.settings)), house.clock, Runnable::run);
    tasks.reserve();
    tasks.reserve();

    assertThrows(InvalidInput.class, tasks::reserve);
    tasks.release();
    tasks.reserve();
  }

  @Test
  void aCancelledTaskIsGoneWithItsToolsAndLeavesRoom() throws InterruptedException {
    house.settings.put("GOOSE_MAX_BACKGROUND_TASKS", Json.of(1));
    CountDownLatch hanging = new CountDownLatch(1);
    house.script("hang", start("m").text("began").hang(hanging));
    call(order("hang"));
    hanging.await();
    SessionId child = house.children().getFirst().id();

    ToolResult result = load(child, "cancel");

    assertTrue(result.joinedText().startsWith("Task '" + child + "' was cancelled."));
    assertEquals("cancelled", status(result));
    Eventually.holds(() -> house.isGone(child));
    assertFalse(call(order("again")).failed());
  }

  @Test
  void aFailedTaskSaysWhy() throws InterruptedException {
    house.settings.put("GOOSE_SUBAGENT_MAX_TURNS", Json.of(1));
    house.model.when(request -> House.firstWords(request).contains("loop"), _ -> works("k"));
    call(order("loop"));

    ToolResult result = call(calls("w", "load", source(house.children().getFirst().id())));

    assertTrue(result.failed());
    assertEquals("failed", status(result));
  }

  @Test
  void aResultThatNobodyFetchesExpires() throws InterruptedException {
    house.settings.put("GOOSE_COMPLETED_TASK_TTL_SECS", Json.of(60));
    house.script("dig", says("dug"));
    call(order("dig"));
    SessionId child = house.children().getFirst().id();
    Eventually.holds(() -> status(load(child, "peek")).equals("completed"));

    house.clock.advance(Duration.ofSeconds(61));

    assertTrue(load(child, "peek").failed());
  }

  @Test
  void aCancelledTurnLeavesTheTaskAlone() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    house.script("dig", start("m").pause(reached, resume).text("dug").usage(1, 1));
    call(order("dig"));
    SessionId child = house.children().getFirst().id();
    reached.await();
    CountDownLatch waiting = new CountDownLatch(1);
    house.works(
        (_, _) -> {
          waiting.countDown();
          new CountDownLatch(1).await();
          return ToolResult.text("never");
        });
    plan(
        "turn to wait",
        start("w")
            .call("w1", "load", source(child))
            .call("w2", "work", JsonObject.EMPTY)
            .usage(1, 1));

    try (var turn = house.begin(parent, "turn to wait")) {
      waiting.await();
      turn.cancel();
      House.rest(turn);
    }
    resume.countDown();

    assertEquals("dug", call(calls("w", "load", source(child))).joinedText());
  }

  @Test
  void tasksEndWithTheirParentAndWithTheServer() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    house.script("hang one", start("m").hang(first));
    call(order("hang one"));
    first.await();
    SessionId one = house.children().getFirst().id();

    house.useCases().sessions().delete().delete(parent);

    Eventually.holds(() -> house.isGone(one));
    parent = house.session();
    CountDownLatch second = new CountDownLatch(1);
    house.script("hang two", start("m").hang(second));
    call(order("hang two"));
    second.await();
    SessionId two = house.children().getLast().id();

    house.close();

    Eventually.holds(() -> house.isGone(two));
  }

  @Test
  void aWaitThatTakesTooLongEndsAndTheTaskDoesNot() throws InterruptedException {
    var task =
        new BackgroundTask(new Child(new SessionId("20260304_7"), null), house.clock.instant());
    task.toolCalled(JsonObject.EMPTY);
    List<JsonObject> notes = new ArrayList<>();

    assertTrue(task.await(Duration.ofMillis(5), notes::add).isEmpty());
    assertEquals(1, notes.size());
    assertTrue(task.isRunning());
  }

  private static ScriptedAnswer order(String instructions) {
    return calls("d", "delegate", asynchronous(instructions));
  }

  private static JsonObject asynchronous(String instructions) {
    return JsonObject.builder().put("instructions", instructions).put("async", true).build();
  }

  private static JsonObject source(SessionId task) {
    return JsonObject.of("source", Json.of(task.value()));
  }

  private ToolResult load(SessionId task, String flag) throws InterruptedException {
    return call(calls("l", "load", source(task).with(flag, Json.of(true))));
  }

  private static String status(ToolResult result) {
    return result.other().object("_meta").flatMap(meta -> meta.text("task_status")).orElse("none");
  }

  /// The result of a call, in a turn of its own.
  private ToolResult call(ScriptedAnswer answer) throws InterruptedException {
    turn(answer);
    return house.results(parent).getLast();
  }

  private List<String> turn(ScriptedAnswer answer) throws InterruptedException {
    String begin = "turn " + turns++ + ".";
    plan(begin, answer);
    return house.say(parent, begin);
  }

  /// Answers the turn that begins with this.
  private void plan(String begin, ScriptedAnswer answer) {
    house.model.when(
        request -> isNewest(request, begin),
        request -> request.messages().getLast().hasToolResponse() ? says("ok") : answer);
  }

  private static boolean isNewest(ProviderRequest request, String begin) {
    return request.messages().reversed().stream()
        .filter(message -> message.text().contains("turn "))
        .findFirst()
        .filter(message -> message.text().contains(begin))
        .isPresent();
  }

  /// What the parent's model was told in its last request.
  private String newestContext() {
    return house.model.requests().reversed().stream()
        .filter(request -> request.sessionId().equals(parent.value()))
        .findFirst()
        .orElseThrow()
        .messages()
        .reversed()
        .stream()
        .filter(message -> message.text().contains("<turn-context>"))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
