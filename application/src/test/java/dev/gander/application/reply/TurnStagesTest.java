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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

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
