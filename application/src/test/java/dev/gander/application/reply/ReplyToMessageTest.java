package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.refused;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Failed;
import dev.gander.domain.turn.TurnEvent.Failed.Reason;
import dev.gander.domain.turn.TurnEvent.Finished;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.domain.turn.TurnRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReplyToMessageTest {
  private static final JsonObject NO_ARGUMENTS = JsonObject.EMPTY;

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @Test
  void anAnswerIsShownPieceByPieceAndStoredWhole() {
    world.model.answer(start("a").text("Hel").text("lo").usage(10, 5));

    List<TurnEvent> events = world.say(id, "Hi");

    assertEquals(List.of("assistant:Hel", "assistant:lo", "finish"), World.outline(events));
    assertEquals(List.of("user:Hi", "assistant:Hello"), world.outline(id));
    assertEquals("a", world.stored(id).getLast().id());
  }

  @Test
  void theUsersMessageIsOnDiskBeforeTheModelIsAsked() {
    world.model.when(
        _ -> {
          assertEquals(List.of("user:Hi"), world.outline(id));
          return false;
        },
        says("never"));

    world.say(id, "Hi");

    assertEquals(1, world.model.requests().size());
  }

  /// A client cuts the conversation at a time that it was shown.
  @Test
  void aClockThatJumpsBackShowsWhatIsStored() {
    world.model.answer(start("a").at(World.NOW).text("first"));
    world.say(id, "Hi");
    world.clock.advance(Duration.ofHours(-1));
    long hourAgo = World.NOW - 3600;
    world.model.answer(start("b").at(hourAgo).content(request("c1", "look")));
    world.model.answer(start("c").at(hourAgo).text("second"));
    world.tools.tool("look", (call, _) -> ToolResult.text(call.requestId()));

    List<TurnEvent> events =
        world.reply(
            new TurnRequest(id, Message.user(null, hourAgo, new Content.Text("Go on")), null));

    List<Long> shown =
        events.stream()
            .filter(TurnEvent.MessageArrived.class::isInstance)
            .map(event -> ((TurnEvent.MessageArrived) event).message().created())
            .toList();
    assertEquals(Collections.nCopies(3, World.NOW), shown);
    assertEquals(
        Collections.nCopies(6, World.NOW),
        world.stored(id).stream().map(Message::created).toList());
  }

  @Test
  void aCallIsDatedWhenTheModelMadeItAndItsResultWhenTheToolEnded() {
    SessionId id = world.session(GooseMode.AUTO);
    world.tools.tool(
        "wait",
        arguments -> {
          world.clock.advance(Duration.ofMinutes(1));
          return "done";
        });
    world.model.answer(calls("c1", "wait", JsonObject.EMPTY));

    world.say(id, "Go");

    assertEquals(
        List.of(World.NOW, World.NOW, World.NOW + 60),
        world.stored(id).stream().limit(3).map(Message::created).toList());
  }

  @Test
  void toolsOfOneAnswerRunSideBySideAndAreAnsweredInOrder() {
    CountDownLatch bothRun = new CountDownLatch(2);
    world.tools.tool(
        "meet",
        (call, _) -> {
          bothRun.countDown();
          bothRun.await();
          return ToolResult.text(call.requestId());
        });
    world.model.answer(
        start("a").text("Look").content(request("c1", "meet"), request("c2", "meet")).usage(10, 5));
    world.model.answer(says("Done"));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(
        List.of(
            "assistant:Look",
            "assistant:call c1 + call c2",
            "user:result c1 c1",
            "user:result c2 c2",
            "assistant:Done",
            "finish"),
        World.outline(events));
    assertEquals(
        List.of(
            "user:Go",
            "assistant:Look",
            "assistant:call c1",
            "user:result c1 c1",
            "assistant:call c2",
            "user:result c2 c2",
            "assistant:Done"),
        world.outline(id));
  }

  @Test
  void whatTheModelSaysAfterACallIsShownAfterItsResultThoughAllToolsRunTogether() {
    CountDownLatch bothRun = new CountDownLatch(2);
    world.tools.tool(
        "meet",
        (call, _) -> {
          bothRun.countDown();
          bothRun.await();
          return ToolResult.text("x");
        });
    world.model.answer(
        start("a")
            .call("c1", "meet", NO_ARGUMENTS)
            .text("and")
            .call("c2", "meet", NO_ARGUMENTS)
            .text("so"));

    assertEquals(
        List.of(
            "assistant:call c1",
            "user:result c1 x",
            "assistant:and",
            "assistant:call c2",
            "user:result c2 x",
            "assistant:so",
            "assistant:done",
            "finish"),
        World.outline(world.say(id, "Go")));
  }

  @Test
  void aCallIsShownBeforeAnythingIsSaidAboutIt() {
    CountDownLatch noted = new CountDownLatch(1);
    world.tools.tool(
        "first",
        (_, _) -> {
          noted.await();
          return ToolResult.text("x");
        });
    world.tools.tool(
        "second",
        (_, progress) -> {
          progress.notification("n", JsonObject.EMPTY);
          noted.countDown();
          return ToolResult.text("y");
        });
    world.model.answer(
        start("a").call("c1", "first", NO_ARGUMENTS).call("c2", "second", NO_ARGUMENTS));

    assertEquals(
        List.of(
            "assistant:call c1",
            "assistant:call c2",
            "note:c2 n",
            "user:result c1 x",
            "user:result c2 y",
            "assistant:done",
            "finish"),
        World.outline(world.say(id, "Go")));
  }

  @Test
  void whatIsShownOfAToolResultIsWhatIsStored() {
    world.tools.tool("echo", arguments -> "x");
    world.model.answer(calls("c1", "echo", NO_ARGUMENTS));

    List<TurnEvent> events = world.say(id, "Go");

    Message shown =
        events.stream()
            .filter(MessageArrived.class::isInstance)
            .map(event -> ((MessageArrived) event).message())
            .filter(Message::hasToolResponse)
            .findFirst()
            .orElseThrow();
    assertTrue(world.stored(id).contains(shown));
  }

  @Test
  void textBesideACallIsStoredBeforeIt() {
    world.tools.tool("echo", arguments -> "x");
    world.model.answer(start("a").content(new Content.Text("Look"), request("c1", "echo")));

    world.say(id, "Go");

    assertEquals(
        List.of(
            "user:Go", "assistant:Look", "assistant:call c1", "user:result c1 x", "assistant:done"),
        world.outline(id));
  }

  @Test
  void aThoughtIsStoredOnceBeforeTheFirstCallAndAgainWithTheOthersOfItsAnswer() {
    world.tools.tool("echo", arguments -> "x");
    world.model.answer(
        start("a").thinking("Hm", "").content(request("c1", "echo"), request("c2", "echo")));

    world.say(id, "Go");

    assertEquals(
        List.of(
            "user:Go",
            "assistant:(Hm)",
            "assistant:call c1",
            "user:result c1 x",
            "assistant:(Hm) + call c2",
            "user:result c2 x",
            "assistant:done"),
        world.outline(id));
  }

  @Test
  void aThoughtThatIsRepeatedBesideACallIsKeptOnceAndAnotherOneIsKeptToo() {
    world.tools.tool("echo", arguments -> "x");
    Content call = request("c1", "echo");
    world.model.answer(
        start("a")
            .thinking("H", "")
            .thinking("m", "")
            .content(new Content.Thinking("Hm", ""), call));
    world.model.answer(
        start("b").thinking("Well", "").content(new Content.Thinking(", now", ""), call));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(
        List.of(
            "assistant:(H)",
            "assistant:(m)",
            "assistant:call c1",
            "user:result c1 x",
            "assistant:(Well)",
            "assistant:call c1",
            "user:result c1 x",
            "assistant:done",
            "finish"),
        World.outline(events));
    assertEquals(
        List.of(
            "user:Go",
            "assistant:(Hm)",
            "assistant:call c1",
            "user:result c1 x",
            "assistant:(Well, now)",
            "assistant:call c1",
            "user:result c1 x",
            "assistant:done"),
        world.outline(id));
  }

  @Test
  void countsOfACallChangeAfterItsToolsAndAreSummedUp() {
    world.tools.tool("echo", arguments -> "x");
    world.model.answer(calls("c1", "echo", NO_ARGUMENTS)).answer(says("Done"));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(TokenUsage.UNKNOWN, tokens(events.get(1)).usage());
    assertEquals(15, tokens(events.get(2)).usage().total());
    assertEquals(30, tokens(events.getLast()).accumulated().total());
    assertEquals(30, world.sessions.get(id).tokens().accumulated().total());
  }

  @Test
  void whatACallCostsIsAddedUpWhenThePriceIsKnown() {
    world.catalog =
        (_, _) ->
            Optional.of(new ModelCatalog.Facts(null, null, false, 1_000_000.0, 2.0, null, null));
    world.model.answer(start("a").text("x").usage(2, 1_000_000));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(4.0, tokens(events.getLast()).accumulatedCost());
  }

  @Test
  void anUnknownToolIsAnErrorForTheModelWhichGoesOn() {
    world.tools.tool("echo", arguments -> "x");
    world.model.answer(calls("c1", "fly", NO_ARGUMENTS)).answer(says("I cannot"));

    world.say(id, "Go");

    assertEquals(
        "user:result c1 error -32002: Tool 'fly' not found. Available tools: [echo]",
        world.outline(id).get(2));
  }

  @Test
  void aToolThatBreaksIsAnErrorForTheModel() {
    world.tools.tool(
        "break",
        arguments -> {
          throw new IllegalStateException("open-sesame");
        });
    world.model.answer(calls("c1", "break", NO_ARGUMENTS));

    world.say(id, "Go");

    String told = world.outline(id).get(2);
    assertTrue(told.contains("-32603: "), told);
    assertFalse(told.contains("open-sesame"), told);
    assertEquals("assistant:done", world.outline(id).getLast());
  }

  @Test
  void notificationsOfAToolComeWhileItRuns() {
    world.tools.tool(
        "slow",
        (_, progress) -> {
          progress.notification("notifications/message", JsonObject.EMPTY);
          return ToolResult.text("x");
        });
    world.model.answer(calls("c1", "slow", NO_ARGUMENTS));

    List<String> events = World.outline(world.say(id, "Go"));

    assertEquals("note:c1 notifications/message", events.get(1));
    assertEquals("user:result c1 x", events.get(2));
  }

  @Test
  void anAnswerThatBreaksOffIsKeptAndTheUserIsTold() {
    world.model.answer(
        start("a").text("Half").fail(new ProviderException.RequestFailed("cut", null)));

    List<String> events = World.outline(world.say(id, "Go"));

    assertTrue(events.get(1).startsWith("assistant:Ran into this error: Request failed: cut."));
    assertEquals("finish", events.getLast());
    assertEquals(List.of("user:Go", "assistant:Half"), world.outline(id));
  }

  @Test
  void whoNamesAModelThatDoesNotExistIsToldWhichOnesDo() {
    world.model.offering("big", "small");
    world.model.answer(refused(new ProviderException.RequestFailed("(404) no model 'x'", null)));

    assertTrue(
        World.outline(world.say(id, "Go"))
            .getFirst()
            .startsWith(
                "assistant:Ran into this error: Request failed: (404) no model 'x'. Available"
                    + " models for this provider: big, small.\n\n"));
  }

  @Test
  void toolsOfAnAnswerThatBreaksOffDoNotRun() {
    world.tools.tool("echo", arguments -> "x");
    world.model.answer(
        start("a")
            .call("c1", "echo", NO_ARGUMENTS)
            .fail(new ProviderException.RequestFailed("cut", null)));

    world.say(id, "Go");

    assertTrue(world.tools.calls().isEmpty());
    assertEquals(
        List.of(
            "user:Go",
            "assistant:call c1",
            "user:result c1 failed The answer broke off before it was complete, so this call did not run."),
        world.outline(id));
  }

  @Test
  void exhaustedCreditsAreANoticeForTheUserOnly() {
    world.model.answer(refused(new ProviderException.CreditsExhausted("empty", "https://pay")));

    MessageArrived told = (MessageArrived) world.say(id, "Go").getFirst();

    assertFalse(told.message().metadata().agentVisible());
    Content.SystemNotification notice =
        (Content.SystemNotification) told.message().content().getFirst();
    assertEquals("creditsExhausted", notice.notificationType());
    assertEquals(JsonObject.of("top_up_url", Json.of("https://pay")), notice.data());
  }

  @Test
  void theNumberOfRoundsIsLimited() {
    world.settings.put("GOOSE_MAX_TURNS", Json.of(2));
    world.tools.tool("echo", arguments -> "x");
    world.model.answer(calls("c1", "echo", NO_ARGUMENTS)).answer(calls("c2", "echo", NO_ARGUMENTS));

    List<String> events = World.outline(world.say(id, "Go"));

    assertTrue(events.get(4).startsWith("assistant:I've reached the maximum"), events::toString);
    assertEquals(2, world.model.requests().size());
    assertEquals("user:result c2 x", world.outline(id).getLast());
  }

  @Test
  void aSessionThatWasDeletedBeforeItsTurnIsAnErrorWithoutEnd() {
    List<TurnEvent> events = new ArrayList<>();

    world.replies.reply(
        World.user(id, "Hi"),
        TokenState.UNKNOWN,
        new Cancellation(),
        events::add,
        () -> {
          world.sessions.delete(id);
          return world.leases.acquire(id);
        });

    assertEquals(List.of(new Failed(Reason.UNKNOWN_SESSION, "Session not found: " + id)), events);
  }

  @Test
  void withoutAModelTheMessageIsKeptAndTheTurnFails() {
    SessionId poor = world.sessionWithoutModel(GooseMode.AUTO, JsonObject.EMPTY);

    assertEquals(
        List.of(new Failed(Reason.NO_MODEL, "The session has no model yet")),
        world.say(poor, "Hi"));
    assertEquals(List.of("user:Hi"), world.outline(poor));
  }

  @Test
  void aGivenConversationReplacesTheStoredOne() {
    world.say(id, "Old");
    Message before = Message.user("b", 5, new Content.Text("Before"));

    world.reply(
        new TurnRequest(
            id, Message.user(null, World.NOW, new Content.Text("New")), List.of(before)));

    assertEquals(List.of("user:Before", "user:New", "assistant:done"), world.outline(id));
  }

  @Test
  void aClientThatIsGoneEndsTheTurnAndHearsOfIt() {
    world.model.answer(start("a").text("One").text("Two"));
    IllegalStateException gone = new IllegalStateException("gone");

    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                world.replyHere(
                    World.user(id, "Hi"),
                    new Cancellation(),
                    _ -> {
                      throw gone;
                    }));

    assertEquals(gone, thrown);
    assertEquals(List.of("user:Hi", "assistant:One"), world.outline(id));
    assertEquals("assistant:done", World.outline(world.say(id, "Again")).getFirst());
  }

  @Test
  void turnsOfOneSessionRunOneAfterTheOther() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world.model.answer(start("a").pause(running, goOn).text("First")).answer(says("Second"));
    World.RunningTurn first = world.begin(id, "One");
    running.await();
    World.RunningTurn second = world.begin(id, "Two");
    goOn.countDown();
    first.join();
    second.join();

    assertEquals(
        List.of("user:One", "assistant:First", "user:Two", "assistant:Second"), world.outline(id));
  }

  @Test
  void theModelGetsAMendedCopyAndTheStoreKeepsWhatWasSaid() {
    world.contextLimit = 1_000;
    SessionId small = world.session(GooseMode.AUTO);
    world.conversations.append(
        small,
        List.of(
            Message.assistant("x", 1, request("lost", "echo")),
            Message.user("y", 2, new Content.Text("One"))));

    world.say(small, "Two");

    assertEquals(
        List.of("user:One + Two"),
        world.model.lastRequest().messages().stream().map(Outline::of).toList());
    assertEquals(4, world.stored(small).size());
  }

  @Test
  void aStoredTextKeepsItsTagCharactersButTheModelDoesNotGetThem() {
    world.conversations.append(
        id,
        List.of(
            Message.user("x", 1, new Content.Text("One\uDB40\uDC41")),
            Message.assistant("y", 2, new Content.Text("First"))));

    world.say(id, "Two");

    assertEquals("user:One", Outline.of(world.model.lastRequest().messages().getFirst()));
    assertEquals("user:One\uDB40\uDC41", world.outline(id).getFirst());
  }

  @Test
  void whatTheModelSaysIsStoredWithoutTagCharacters() {
    world.model.answer(start("a").text("Fi\uDB40\uDC41rst"));

    world.say(id, "One");

    assertEquals(List.of("user:One", "assistant:First"), world.outline(id));
  }

  @Test
  void theModelIsToldTheTimeAndFolderBesideTheNewestMessage() {
    world.say(id, "Hi");

    Content.Text context =
        (Content.Text) world.model.lastRequest().messages().getLast().content().getFirst();
    assertTrue(context.text().startsWith("<turn-context>\n<current-time>2026-03-04 10:11:00<"));
    assertTrue(context.text().contains("<working-directory>/work</working-directory>"));
    assertEquals("user:Hi", world.outline(id).getFirst());
  }

  @Test
  void theModelIsToldWhenTheConversationWillSoonBeSummedUp() {
    world.model.answer(start("a").text("first").usage(51_000, 0));
    world.model.answer(start("b").text("second").usage(51_200, 100));
    world.say(id, "One");

    world.say(id, "Two");
    assertFalse(context().contains("<compaction>"), this::context);

    world.say(id, "Three");
    assertTrue(
        context()
            .contains("<compaction>51k tokens until the conversation is summed up</compaction>"),
        this::context);
  }

  private String context() {
    return ((Content.Text) world.model.lastRequest().messages().getLast().content().getFirst())
        .text();
  }

  @Test
  void clearForgetsTheMessagesButNotWhatTheyCost() {
    world.say(id, "Hi");

    List<String> events = World.outline(world.say(id, "/clear"));

    assertEquals(List.of("user:/clear", "assistant:[inlineMessage]", "replaced", "finish"), events);
    assertEquals(List.of("user:/clear", "assistant:[inlineMessage]"), world.outline(id));
    assertEquals(0, world.sessions.get(id).tokens().usage().total());
    assertEquals(15, world.sessions.get(id).tokens().accumulated().total());
  }

  @Test
  void aHugeResultGoesToAFile() {
    world.settings.put("GOOSE_MAX_TOOL_RESPONSE_SIZE", Json.of(5));
    world.tools.tool("talk", arguments -> "123456");
    world.model.answer(calls("c1", "talk", NO_ARGUMENTS));

    world.say(id, "Go");

    assertEquals(List.of("123456"), world.spilled);
    assertTrue(world.outline(id).get(2).contains("/tmp/spilled.txt"));
  }

  @Test
  void aSessionIsNamedBesideItsFirstMessages() {
    world.settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(false));
    world.say(id, "Plan a trip");
    world.model.when(
        request -> request.system().equals("[session_name.md]"), says("<b>x</b> Trip  plan"));

    world.background.forEach(Runnable::run);

    assertEquals("Trip plan", world.sessions.get(id).name().text());
    assertFalse(world.sessions.get(id).name().chosenByUser());
  }

  @Test
  void theSystemPromptEndsWithHintsAndInChatModeWithAWarning() {
    world.hints = "Use tabs.";
    SessionId chat = world.session(GooseMode.CHAT);

    world.say(chat, "Hi");

    String system = world.model.lastRequest().system();
    assertTrue(system.startsWith("[system.md]\n\n# Additional Instructions:\n\nUse tabs.\n\n"));
  }

  @Test
  void aSystemPromptThatFailsOrCannotBeReadIsReplacedByAPlainOne() {
    world.prompts.save(PromptName.SYSTEM, "{% if %}");
    world.say(id, "Hi");
    String plain = world.model.lastRequest().system();
    assertFalse(plain.isBlank());

    world.prompts.withUnreadable(PromptName.SYSTEM);

    world.say(id, "Hi");

    assertEquals(
        List.of(plain, plain),
        world.model.requests().stream().map(ProviderRequest::system).toList());
  }

  @Test
  void hintsOfAFolderComeWithTheFirstToolThatGoesThere() {
    world.tools.tool("cat", arguments -> "x");
    world.model.answer(calls("c1", "cat", JsonObject.of("path", Json.of("sub/deep/../a.txt"))));
    world.model.answer(calls("c2", "cat", JsonObject.of("command", Json.of("cat -n 'sub/a.txt'"))));

    world.say(id, "Go");

    assertEquals(
        List.of(false, false, true),
        world.model.requests().stream()
            .map(request -> request.system().contains("hints below sub"))
            .toList());
  }

  private static Content.ToolRequest request(String callId, String tool) {
    return new Content.ToolRequest(callId, Outcome.success(new ToolCall(tool, NO_ARGUMENTS)));
  }

  private static TokenState tokens(TurnEvent event) {
    return switch (event) {
      case MessageArrived arrived -> arrived.tokens();
      case Finished finished -> finished.tokens();
      default -> throw new AssertionError(event);
    };
  }
}
