package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnStage;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A turn tells where it stands, so that one that does not get on can be found.
class TurnStagesTest {
  private final World world = new World();
  private final List<String> stages = new CopyOnWriteArrayList<>();

  @Test
  void aTurnWithATool() {
    world.tools.tool("look", _ -> "seen");
    world.model.answer(calls("c1", "look", JsonObject.EMPTY));

    say(world.session(GooseMode.AUTO), "Go");

    assertEquals(
        List.of(
            "STARTING_AGENT",
            "PREPARING",
            "AWAITING_HEAD",
            "AWAITING_EVENT",
            "HEARING",
            "JUDGING",
            "RUNNING_TOOLS look",
            "PREPARING",
            "AWAITING_HEAD",
            "AWAITING_EVENT",
            "HEARING"),
        stages);
  }

  @Test
  void whoAsksWaitsForTheUser() throws Exception {
    world.tools.tool(
        "greet",
        (_, progress) -> {
          Elicited answer = progress.elicit("Who?", JsonObject.EMPTY);
          return ToolResult.text(answer.action());
        });
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    SessionId id = world.session(GooseMode.APPROVE);
    Thread turn = Thread.ofVirtual().start(() -> say(id, "Go"));
    world.awaitEvent("assistant:may c1?");
    world.confirm(id, "c1", ConfirmationAction.ALLOW_ONCE);
    world.awaitEvent("assistant:ask Who?");
    // Who answers at once may be faster than the turn, which never waits then.
    Eventually.holds(() -> stages.contains("AWAITING_USER greet"));
    world.reply(ElicitationTest.answer(id, world.elicitations(id).getFirst(), null));
    turn.join();

    List<String> after =
        new ArrayList<>(
            stages.subList(stages.indexOf("JUDGING"), stages.lastIndexOf("PREPARING") + 1));
    // A tool may ask before the turn has told that it runs.
    after.subList(0, after.indexOf("AWAITING_USER greet")).remove("RUNNING_TOOLS greet");
    assertEquals(
        List.of(
            "JUDGING",
            "AWAITING_USER",
            "JUDGING",
            "AWAITING_USER greet",
            "RUNNING_TOOLS greet",
            "PREPARING"),
        after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | RUNNING_TOOLS t0, t1, t2, t3, t4",
        "6 | RUNNING_TOOLS t0, t1, t2, t3, t4 and 1 more",
        "9 | RUNNING_TOOLS t0, t1, t2, t3, t4 and 4 more"
      })
  void fiveToolsAreNamedAndTheOthersCounted(int tools, String told) {
    ScriptedAnswer answer = start("a");
    for (int i = 0; i < tools; i++) {
      world.tools.tool("t" + i, _ -> "x");
      answer = answer.call("c" + i, "t" + i, JsonObject.EMPTY);
    }
    world.model.answer(answer.usage(1, 1));

    say(world.session(GooseMode.AUTO), "Go");

    assertEquals(told, stages.get(stages.indexOf("JUDGING") + 1));
  }

  /// The rule: what a model makes up as a name forges no line of a log, and floods none.
  @ParameterizedTest
  @ValueSource(ints = {64, 65, 5_000})
  void aNameIsToldOnOneLineOfAtMost64Characters(int length) {
    String name = "rm\n\u001b[2J" + "x".repeat(length - 7);
    world.tools.tool(name, _ -> "x");
    world.model.answer(calls("c1", name, JsonObject.EMPTY));

    say(world.session(GooseMode.AUTO), "Go");

    assertEquals(
        "RUNNING_TOOLS rm  [2J" + "x".repeat(57), stages.get(stages.indexOf("JUDGING") + 1));
  }

  @Test
  void aCompaction() {
    SessionId id = world.session(GooseMode.AUTO);
    world.settings.put("GOOSE_AUTO_COMPACT_THRESHOLD", Json.of(0.001));
    world.model.answer(start("a").text("first").usage(1000, 20));
    world.say(id, "one");

    say(id, "two");

    assertEquals(List.of("STARTING_AGENT", "COMPACTING", "PREPARING"), stages.subList(0, 3));
  }

  @Test
  void aWaitForTheModelIsToldBeforeItSpeaks() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    world.model.answer(start("a").pause(reached, resume).text("slow").usage(1, 1));
    SessionId id = world.session(GooseMode.AUTO);
    Thread turn = Thread.ofVirtual().start(() -> say(id, "Go"));
    reached.await();

    String meanwhile = stages.getLast();
    resume.countDown();
    turn.join();

    assertEquals("AWAITING_EVENT", meanwhile);
  }

  private void say(SessionId id, String text) {
    world.replyHere(
        World.user(id, text),
        new Cancellation(),
        new ReplySink() {
          @Override
          public void accept(TurnEvent event) {
            world.note(event);
          }

          @Override
          public void at(TurnStage stage, String about) {
            String told = about.isEmpty() ? stage.name() : stage.name() + " " + about;
            if (stages.isEmpty() || !stages.getLast().equals(told)) {
              stages.add(told);
            }
          }
        });
  }
}
