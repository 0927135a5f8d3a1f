package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.api.turn.Subscription;
import dev.gander.application.approval.Approvals;
import dev.gander.application.approval.Resumption;
import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.application.inprocess.InProcessQuestionStore;
import dev.gander.application.inprocess.NoJournal;
import dev.gander.application.recipe.RecipeKitchen;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionSettled;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.domain.turn.UnknownQuestion;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.turn.InMemoryEventJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Questions whose server was killed.
class QuestionsAfterRestartTest {
  private static final JsonObject ADA = JsonObject.of("name", Json.of("Ada"));

  private final World world = new World();
  private final LastingQuestions store = new LastingQuestions(new InProcessQuestionStore());
  private final InMemoryEventJournal.Disk disk = new InMemoryEventJournal.Disk();
  private final SessionId id = world.session(GooseMode.APPROVE);
  private Supplier<EventJournal> journals = () -> new InMemoryEventJournal(disk);
  private Server server = new Server();

  QuestionsAfterRestartTest() {
    world.tools.tool("write", _ -> "written");
    world.tools.tool("other", _ -> "done");
  }

  /// A server on what earlier ones have stored.
  private final class Server {
    final UserQuestions questions = world.questions(store);
    final Bus bus =
        world.bus(
            world.replies(world.background::add, questions),
            Thread::startVirtualThread,
            new InProcessEventLog(journals.get(), world.clock));
    final Approvals approvals =
        new Approvals(questions, bus.turns(), world.sight, world.ids, world.clock);
    final Resumption resumption =
        new Resumption(
            world.sessions,
            world.conversations,
            questions,
            new AgentSetUp(
                world.sessions,
                world.sessionModels(),
                new SessionRecipe(new RecipeKitchen().builder()),
                world.agents),
            bus.turns(),
            world.sight,
            Thread::startVirtualThread);
  }

  /// The old server goes on waiting for ever, but may store nothing any more.
  private void restart() {
    world.leases.seize(id).close();
    world.clock.advance(Duration.ofSeconds(1));
    server = new Server();
    server.resumption.start();
  }

  private AskedQuestion asked() throws InterruptedException {
    Eventually.holds(() -> !store.open(null, 10).isEmpty());
    return store.open(null, 10).getFirst();
  }

  private AskedQuestion askedAbout(String... tools) throws Exception {
    List<Content> requests = new ArrayList<>();
    for (int i = 0; i < tools.length; i++) {
      requests.add(
          new Content.ToolRequest(
              "c" + (i + 1), Outcome.success(new ToolCall(tools[i], JsonObject.EMPTY))));
    }
    world.model.answer(ScriptedAnswer.start("a").content(requests.toArray(Content[]::new)));
    server.bus.start("r", World.user(id, "Go"));
    return asked();
  }

  private boolean isFree() throws InterruptedException {
    Optional<Lease> lease = world.leases.acquire(id, Duration.ZERO);
    lease.ifPresent(Lease::close);
    return lease.isPresent();
  }

  private void awaitDone() throws InterruptedException {
    Eventually.holds(() -> world.outline(id).getLast().equals("assistant:done"));
  }

  @Test
  void aCallThatIsAllowedRunsAndTheModelHearsOfIt() throws Exception {
    AskedQuestion question = askedAbout("write");
    restart();

    assertEquals(List.of("user:Go", "assistant:call c1"), world.outline(id));
    assertEquals(question, server.approvals.open(question.id()));
    server.approvals.confirm(question.id(), ConfirmationAction.ALLOW_ONCE);
    awaitDone();

    assertEquals(
        List.of("user:Go", "assistant:call c1", "user:result c1 written", "assistant:done"),
        world.outline(id));
    assertEquals(List.of(), store.of(id));
    assertThrows(
        QuestionSettled.class,
        () -> server.approvals.confirm(question.id(), ConfirmationAction.ALLOW_ONCE));
    assertThrows(UnknownQuestion.class, () -> server.approvals.open("nobody asked this"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DENY_ONCE", "CANCEL", "ALWAYS_DENY"})
  void aCallThatIsDeniedDoesNotRun(ConfirmationAction answer) throws Exception {
    AskedQuestion question = askedAbout("write");
    restart();

    server.approvals.confirm(question.id(), answer);
    awaitDone();

    assertTrue(world.outline(id).get(2).contains("The user has declined"));
    assertTrue(world.tools.calls().isEmpty());
    assertEquals(answer.remembered(), world.permissions.userLevel("write"));
  }

  @Test
  void theAnswerOfGoosedsClientsCountsToo() throws Exception {
    askedAbout("write");
    restart();

    assertTrue(server.questions.confirmed(id, "c1", ConfirmationAction.ALLOW_ONCE));
    assertFalse(server.questions.confirmed(id, "c1", ConfirmationAction.ALLOW_ONCE));
    awaitDone();

    assertEquals("user:result c1 written", world.outline(id).get(2));
  }

  @Test
  void ofManyWhoAnswerOneIsHeardAndTheCallRunsOnce() throws Exception {
    AskedQuestion question = askedAbout("write");
    restart();
    List<Future<Boolean>> answers = new ArrayList<>();

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        answers.add(
            executor.submit(
                () -> {
                  try {
                    server.approvals.confirm(question.id(), ConfirmationAction.ALLOW_ONCE);
                    return true;
                  } catch (QuestionSettled _) {
                    return false;
                  }
                }));
      }
    }
    int heard = 0;
    for (Future<Boolean> answer : answers) {
      heard += answer.get() ? 1 : 0;
    }
    awaitDone();

    assertEquals(1, heard);
    assertEquals(1, world.tools.calls().size());
  }

  @Test
  void anAnswerBeforeTheKillIsNotAskedForAgain() throws Exception {
    AskedQuestion first = askedAbout("write", "other");
    server.approvals.confirm(first.id(), ConfirmationAction.ALLOW_ONCE);
    Eventually.holds(() -> !asked().id().equals(first.id()));
    AskedQuestion second = asked();
    restart();

    assertEquals(List.of(second), store.open(null, 10));
    server.approvals.confirm(second.id(), ConfirmationAction.DENY_ONCE);
    awaitDone();

    assertTrue(world.outline(id).contains("user:result c1 written"));
    assertTrue(world.outline(id).stream().anyMatch(it -> it.contains("c2 failed The user has")));
    assertEquals(1, world.tools.calls().size());
  }

  @Test
  void aTurnWhoseAnswerHadNoEffectYetGoesOnByItself() throws Exception {
    AskedQuestion question = askedAbout("write");
    assertTrue(
        store.answer(
            question.id(), new QuestionAnswer.Confirmation(ConfirmationAction.ALLOW_ONCE)));

    restart();
    awaitDone();

    assertEquals("user:result c1 written", world.outline(id).get(2));
  }

  @Test
  void theNextQuestionOfTheRoundIsAskedByTheNextServer() throws Exception {
    AskedQuestion first = askedAbout("write", "other");
    restart();
    server.approvals.confirm(first.id(), ConfirmationAction.ALLOW_ONCE);
    Eventually.holds(
        () -> store.open(null, 10).stream().anyMatch(it -> !it.id().equals(first.id())));
    AskedQuestion second = asked();
    restart();

    server.approvals.confirm(second.id(), ConfirmationAction.ALLOW_ONCE);
    awaitDone();

    assertEquals(2, world.tools.calls().size());
    assertEquals(List.of(), store.of(id));
  }

  @Test
  void loadingTheSessionLeavesTheCallOpenAndAnotherMessageDeclinesIt() throws Exception {
    AskedQuestion question = askedAbout("write");
    restart();

    server.bus.turns().closeLeftOpen(id);
    assertEquals(List.of("user:Go", "assistant:call c1"), world.outline(id));
    server.bus.start("s", World.user(id, "No, wait"));
    awaitDone();

    List<String> stored = world.outline(id);
    assertTrue(stored.get(2).contains("said something else instead"), stored::toString);
    assertEquals("user:No, wait", stored.get(3));
    assertTrue(world.tools.calls().isEmpty());
    assertThrows(QuestionSettled.class, () -> server.approvals.open(question.id()));
    assertEquals(List.of(), store.of(id));
  }

  @Test
  void anotherMessageEndsTheTurnThatAskedAlsoWithoutAJournal() throws Exception {
    journals = NoJournal::new;
    server = new Server();
    askedAbout("write");
    restart();
    Subscription follower = server.bus.subscribe(id, 0);

    server.bus.start("s", World.user(id, "No, wait"));
    List<Published> told = new ArrayList<>();
    while (told.size() < 2) {
      if (follower.next(Duration.ofMinutes(1)).orElseThrow() instanceof Published event) {
        told.add(event);
      }
    }

    assertInstanceOf(TurnEvent.ConversationReplaced.class, told.getFirst().event());
    assertInstanceOf(TurnEvent.Finished.class, told.getLast().event());
    assertEquals("r", told.getLast().requestId());
    awaitDone();
  }

  @Test
  void cancellingTheTurnDeclinesTheCall() throws Exception {
    askedAbout("write");
    restart();

    server.bus.cancel(id, "r");

    assertTrue(world.outline(id).get(2).startsWith("user:result c1"));
    assertEquals(List.of(), store.of(id));
  }

  @Test
  void whoFollowsSeesTheTurnAsActive() throws Exception {
    askedAbout("write");
    restart();

    assertEquals(List.of("r"), server.bus.turns().follow(id, 0).activeRequests());
    assertEquals(List.of("r"), server.bus.turns().follow(id, 1).activeRequests());
    assertEquals(List.of("user:Go", "assistant:call c1"), world.outline(id));
  }

  @Test
  void nothingIsLeftOfADeletedSession() throws Exception {
    askedAbout("write");
    restart();

    server.bus.turns().forget(id);

    assertEquals(List.of(), store.sessions());
  }

  @Test
  void aQuestionOutlivesAnOrderlyStop() throws Exception {
    AskedQuestion question = askedAbout("write", "other");
    server.bus.turns().close();
    Eventually.holds(() -> server.bus.turns().running(id).isEmpty());
    Eventually.holds(this::isFree);
    assertEquals(List.of("user:Go", "assistant:call c1", "assistant:call c2"), world.outline(id));
    restart();

    server.approvals.confirm(question.id(), ConfirmationAction.ALLOW_ONCE);
    Eventually.holds(
        () -> store.open(null, 10).stream().anyMatch(it -> !it.id().equals(question.id())));
    server.approvals.confirm(asked().id(), ConfirmationAction.ALLOW_ONCE);
    awaitDone();

    assertEquals(2, world.tools.calls().size());
  }

  @Test
  void aCallThatHadBegunDoesNotRunAgain() throws Exception {
    AskedQuestion question = askedAbout("write");
    CountDownLatch runs = new CountDownLatch(1);
    world.tools.tool(
        "write",
        _ -> {
          runs.countDown();
          LockSupport.park();
          return "late";
        });
    server.approvals.confirm(question.id(), ConfirmationAction.ALLOW_ONCE);
    runs.await();
    assertEquals(List.of(), store.of(id));
    restart();

    server.bus.turns().closeLeftOpen(id);

    assertTrue(world.outline(id).get(2).contains("it may have run"), world.outline(id)::toString);
  }

  @Test
  void anExtensionThatAskedRunsAgainAndGetsTheAnswer() throws Exception {
    world.tools.tool(
        "greet",
        (_, progress) -> {
          Elicited answer = progress.elicit("Who?", JsonObject.EMPTY);
          return ToolResult.text(answer.action() + " " + answer.content());
        });
    SessionId auto = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    server.bus.start("r", World.user(auto, "Go"));
    AskedQuestion question = asked();
    Eventually.holds(() -> world.outline(auto).contains("assistant:ask Who?"));
    world.leases.seize(auto).close();
    server = new Server();
    server.resumption.start();

    server.approvals.reply(question.id(), new Elicited("accept", ADA));
    Eventually.holds(() -> world.outline(auto).getLast().equals("assistant:done"));

    assertEquals(
        List.of("user:Go", "assistant:call c1", "user:result c1 accept " + ADA),
        world.outline(auto).stream()
            .filter(it -> !it.contains("ask") && !it.contains("reply"))
            .limit(3)
            .toList());
    assertEquals(List.of(), store.of(auto));
    assertThrows(
        QuestionSettled.class,
        () -> server.approvals.reply(question.id(), new Elicited("accept", ADA)));
  }

  @Test
  void whatNobodyApprovesInTimeIsDeclinedAlsoAfterARestart() throws Exception {
    world.settings.put("GANDER_APPROVAL_TIMEOUT", Json.of(3600));
    AskedQuestion question = askedAbout("write");
    assertEquals(question.since().plusSeconds(3600), question.expires());
    world.clock.advance(Duration.ofHours(2));

    restart();
    awaitDone();

    assertTrue(world.outline(id).get(2).contains("The user has declined"));
  }
}
