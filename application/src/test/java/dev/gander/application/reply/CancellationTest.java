package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.StopAgent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private static final String CANCELLED = "Interrupted by a cancellation of the turn; it ";

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @Test
  void cancellingWhileTheModelSpeaksKeepsWhatItSaid() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").text(" two").hang(hangs));
    World.RunningTurn turn = world.begin(id, "Go");
    hangs.await();

    turn.cancel();

    assertEquals("finish", World.outline(world.events).getLast());
    assertEquals(List.of("user:Go", "assistant:One two"), world.outline(id));
    assertEquals("assistant:done", World.outline(world.say(id, "Again")).getFirst());
  }

  @Test
  void cancellingWhileToolsRunStopsThemAndKeepsWhatIsFinished() throws Exception {
    CountDownLatch slowRuns = new CountDownLatch(1);
    CountDownLatch slowStopped = new CountDownLatch(1);
    world.tools.tool("quick", arguments -> "x");
    world.tools.tool(
        "slow",
        (_, progress) -> {
          slowRuns.countDown();
          progress.notification("n", JsonObject.EMPTY);
          try {
            new CountDownLatch(1).await();
            return ToolResult.text("never");
          } finally {
            slowStopped.countDown();
          }
        });
    world.model.answer(
        start("a")
            .text("Look")
            .content(request("c1", "slow"), request("c2", "quick"), request("c3", "slow")));
    World.RunningTurn turn = world.begin(id, "Go");
    slowRuns.await();
    world.awaitEvent("note:c1 n");
    Eventually.holds(() -> world.outline(id).contains("user:result c2 x"));

    turn.cancel();
    slowStopped.await();

    assertEquals("finish", World.outline(world.events).getLast());
    assertEquals(
        List.of(
            "user:Go",
            "assistant:Look",
            "assistant:call c1",
            "user:result c1 failed " + CANCELLED + "may have run.",
            "assistant:call c2",
            "user:result c2 x",
            "assistant:call c3",
            "user:result c3 failed " + CANCELLED + "may have run."),
        world.outline(id));
  }

  @Test
  void aResultIsStoredWhileTheCallAfterItStillRuns() throws Exception {
    runTogether("c1", "c2");

    assertTrue(world.outline(id).contains("user:result c1 x"), () -> world.outline(id).toString());
  }

  @Test
  void cancellingKeepsAResultBehindACallThatStillRuns() throws Exception {
    World.RunningTurn turn = runTogether("c2", "c1");

    turn.cancel();

    assertTrue(world.outline(id).contains("user:result c2 x"), () -> world.outline(id).toString());
  }

  /// Starts a turn with two calls and returns when one has ended, its result has been dealt with,
  /// and the other is still running.
  private World.RunningTurn runTogether(String quick, String slow) throws InterruptedException {
    CountDownLatch quickEnded = new CountDownLatch(1);
    JsonObject notice =
        JsonObject.of(
            "_meta",
            JsonObject.of("platform_notification", JsonObject.of("method", Json.of("ended"))));
    world.tools.tool(
        "quick", (_, _) -> new ToolResult(List.of(new ToolContent.Text("x")), null, false, notice));
    world.tools.tool(
        "slow",
        (_, progress) -> {
          quickEnded.await();
          progress.notification("still", JsonObject.EMPTY);
          new CountDownLatch(1).await();
          return ToolResult.text("never");
        });
    world.model.answer(
        start("a")
            .content(
                request("c1", quick.equals("c1") ? "quick" : "slow"),
                request("c2", quick.equals("c2") ? "quick" : "slow")));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("note:" + quick + " ended");
    quickEnded.countDown();
    world.awaitEvent("note:" + slow + " still");
    return turn;
  }

  @Test
  void cancellingWhileAQuestionIsOpenEndsTheTurnAndALateAnswerDoesNothing() throws Exception {
    world.tools.tool("write", arguments -> "written");
    SessionId asking = world.session(GooseMode.APPROVE);
    world.model.answer(calls("c1", "write", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(asking, "Go");
    world.awaitEvent("assistant:may c1?");

    turn.cancel();
    world.confirm(asking, "c1", ConfirmationAction.ALLOW_ONCE);

    assertEquals("finish", World.outline(world.events).getLast());
    assertTrue(world.tools.calls().isEmpty());
    assertEquals(
        List.of(
            "user:Go", "assistant:call c1", "user:result c1 failed " + CANCELLED + "did not run."),
        world.outline(asking));
  }

  @Test
  void stoppingTheAgentEndsATurnThatWaitsForAnAnswer() throws Exception {
    world.tools.tool("write", arguments -> "written");
    SessionId asking = world.session(GooseMode.APPROVE);
    world.model.answer(calls("c1", "write", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(asking, "Go");
    world.awaitEvent("assistant:may c1?");

    new StopAgent(world.sessions, world.bus.turns(), world.agents).stop(asking);
    turn.join();

    assertEquals("finish", World.outline(world.events).getLast());
  }

  @Test
  void aTurnThatIsCancelledBeforeItBeginsEndsAtOnce() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    world.replyHere(World.user(id, "Go"), cancellation, world::note);

    assertEquals(List.of("finish"), World.outline(world.events));
    assertFalse(Thread.currentThread().isInterrupted());
    assertTrue(world.model.requests().isEmpty());
  }

  @Test
  void aTurnThatWaitsForAnotherOneCanBeCancelled() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").hang(hangs));
    World.RunningTurn first = world.begin(id, "One");
    hangs.await();

    World.RunningTurn second = world.begin(id, "Two");
    second.cancel();
    first.cancel();

    assertEquals(List.of("user:One"), world.outline(id));
  }

  @Test
  void anInterruptOfTheThreadCancelsTooAndIsLeftToItsOwner() {
    Thread.currentThread().interrupt();

    world.replyHere(World.user(id, "Go"), new Cancellation(), world::note);

    assertTrue(Thread.interrupted());
    assertEquals("finish", World.outline(world.events).getLast());
  }

  @Test
  void theLastRoundIsNotCancelledByALateCancel() throws Exception {
    world.model.answer(says("Done"));
    World.RunningTurn turn = world.begin(id, "Go");
    assertTrue(turn.thread().join(Duration.ofSeconds(20)));

    turn.cancellation().cancel();

    assertEquals(List.of("user:Go", "assistant:Done"), world.outline(id));
  }

  @Test
  void aSessionThatIsDeletedDuringItsTurnEndsIt() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    World.RunningTurn turn = world.begin(id, "Go");
    hangs.await();

    world.sessions.delete(id);
    turn.cancel();

    assertEquals(List.of("assistant:One", "finish"), World.outline(world.events));
  }

  private static Content.ToolRequest request(String callId, String tool) {
    return new Content.ToolRequest(callId, Outcome.success(new ToolCall(tool, JsonObject.EMPTY)));
  }
}
