package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.budget.TurnTab;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished;
import dev.gander.domain.turn.TurnStage;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Budgets in a turn: what the user sees, and what the model is no longer asked.
class BudgetsTest {
  private static final JsonObject NOTHING = JsonObject.EMPTY;

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @BeforeEach
  void offerATool() {
    world.tools.tool("echo", _ -> "heard");
  }

  private void budget(String scope, String measure, Json most) {
    world.settings.put("GANDER_BUDGETS", JsonObject.of(scope, JsonObject.of(measure, most)));
  }

  private static String last(List<TurnEvent> events) {
    return World.outline(events).get(events.size() - 2);
  }

  private static Finished.Ending ending(List<TurnEvent> events) {
    return ((Finished) events.getLast()).ending();
  }

  private long used(SessionId session, Measure measure) {
    return world.purse.ledger.entries().stream()
        .filter(entry -> session.equals(entry.payer().session()))
        .mapToLong(entry -> entry.spending().of(measure))
        .sum();
  }

  @Test
  void turnEndsWithATextWhenItsBudgetIsSpent() {
    budget("turn", "model_calls", Json.of(1));
    world.model.answer(calls("c1", "echo", NOTHING));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(
        "assistant:Budget spent: this turn has used 1 of 1 model call. Your next message starts a"
            + " new turn.",
        last(events));
    assertEquals(Finished.Ending.BUDGET_SPENT, ending(events));
    assertEquals(1, world.tools.calls().size(), "the call itself was paid");
    assertEquals(1, world.model.requests().size());
  }

  @Test
  void nextTurnHasABudgetOfItsOwn() {
    budget("turn", "model_calls", Json.of(1));
    world.model.answer(says("One")).answer(says("Two"));

    world.say(id, "Go");
    List<TurnEvent> second = world.say(id, "Go on");

    assertTrue(World.outline(second).contains("assistant:Two"), () -> "" + World.outline(second));
    assertEquals(Finished.Ending.DONE, ending(second));
  }

  @Test
  void budgetOfTheDayIsFreeAgainTomorrow() {
    budget("day", "model_calls", Json.of(1));
    world.model.answer(says("One")).answer(says("Two"));
    SessionId other = world.session(GooseMode.AUTO);

    world.say(id, "Go");
    List<TurnEvent> refused = world.say(other, "Go");
    assertEquals(
        "assistant:Budget spent: this server has used 1 of 1 model call today. It is free again at"
            + " 2026-03-05 00:00 +00:00.",
        last(refused));

    world.clock.advance(Duration.ofDays(1));
    assertTrue(World.outline(world.say(other, "Go")).contains("assistant:Two"));
  }

  @Test
  void whatAServerBeforeHasSpentCounts() {
    world.model.answer(says("One"));
    world.say(id, "Go");
    budget("session", "model_calls", Json.of(1));

    assertEquals(Finished.Ending.BUDGET_SPENT, ending(world.say(id, "Go on")));
    assertEquals(
        Finished.Ending.DONE,
        ending(
            world.model.answer(says("Two")) == null
                ? List.of()
                : world.say(world.session(GooseMode.AUTO), "Go")));
  }

  @Test
  void surplusToolCallsAreAnsweredAndTheTurnEnds() {
    budget("turn", "tool_calls", Json.of(1));
    world.model.answer(
        start("a").call("c1", "echo", NOTHING).call("c2", "echo", NOTHING).usage(10, 5));

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(1, world.tools.calls().size());
    assertTrue(last(events).contains("2 of 1 tool call"), last(events));
    assertEquals(1, used(id, Measure.TOOL_CALLS), "only what ran is recorded");
  }

  @Test
  void modelMayAnswerAfterTheLastToolCall() {
    budget("turn", "tool_calls", Json.of(1));
    world.model.answer(calls("c1", "echo", NOTHING)).answer(says("Done"));

    assertEquals(Finished.Ending.DONE, ending(world.say(id, "Go")));
  }

  @Test
  void eachSpentBudgetIsAnnouncedOnce() {
    List<String> heard = new ArrayList<>();
    world.purse.budgets.watch(spent -> heard.add(spent.text()));
    budget("session", "model_calls", Json.of(0));
    world.say(id, "Go");
    world.say(id, "Go");
    SessionId other = world.session(GooseMode.AUTO);
    world.say(other, "Go");
    budget("session", "model_calls", Json.of(1));
    world.model.answer(says("Hi"));
    world.say(id, "Go");
    world.say(id, "Go");

    assertEquals(3, heard.size(), heard::toString);
    assertTrue(heard.getLast().contains("1 of 1 model call"), heard::toString);
  }

  @Test
  void userIsToldAtFourFifths() {
    budget("turn", "model_calls", Json.of(5));
    for (int call = 1; call <= 4; call++) {
      world.model.answer(calls("c" + call, "echo", NOTHING));
    }
    world.model.answer(says("Done"));

    List<String> events = World.outline(world.say(id, "Go"));

    assertEquals(1, events.stream().filter("assistant:[inlineMessage]"::equals).count());
    assertTrue(
        events.indexOf("assistant:[inlineMessage]") > events.indexOf("assistant:call c4"),
        events::toString);
  }

  @Test
  void requestThatDoesNotFitIsNotSent() {
    budget("session", "tokens", Json.of(2_000));
    String text = "word ".repeat(4_000);

    List<TurnEvent> events = world.say(id, text);

    assertTrue(
        last(events).contains("0 of 2,000 tokens, and the next request needs about"), last(events));
    assertEquals(List.of(), world.model.requests());
  }

  /// Whatever a model reports, it cannot go on for ever.
  @ParameterizedTest
  @ValueSource(strings = {"nothing", "zero", "too little", "negative", "at the end", "in parts"})
  void modelThatMiscountsIsStopped(String how) {
    budget("turn", "tokens", Json.of(20_000));
    String answer = "word ".repeat(2_000);
    for (int call = 0; call < 40; call++) {
      ScriptedAnswer said = start("a" + call).text(answer).call("c" + call, "echo", NOTHING);
      world.model.answer(
          switch (how) {
            case "zero" -> said.usage(0, 0);
            case "too little" -> said.usage(1, 1);
            case "negative" -> said.usage(-1_000_000, 20);
            case "at the end" -> said.usage(3_000, 2_500);
            case "in parts" -> said.usage(3_000, 0).usage(0, 2_500);
            default -> said;
          });
    }

    assertEquals(Finished.Ending.BUDGET_SPENT, ending(world.say(id, "Go")));
    assertTrue(world.model.requests().size() <= 7, () -> "" + world.model.requests().size());
    assertTrue(used(id, Measure.TOKENS) < 20_000 + 6_000, () -> "" + used(id, Measure.TOKENS));
  }

  @Test
  void absurdUsageDoesNotOverflow() {
    budget("day", "tokens", Json.of(1_000_000));
    world.model.answer(start("a").text("Hi").usage(Long.MAX_VALUE, Long.MAX_VALUE));
    world.say(id, "Go");

    assertEquals(Finished.Ending.BUDGET_SPENT, ending(world.say(id, "Go on")));
  }

  @Test
  void costIsLimitedByTheCatalogsPrices() {
    world.catalog = (_, _) -> Optional.of(new Facts(null, null, false, 10.0, 100.0, null, null));
    budget("session", "cost", Json.of(1));
    world.model.answer(start("a").text("Hi").usage(1_000, 10_000));

    world.say(id, "Go");
    List<TurnEvent> refused = world.say(id, "Go on");

    assertTrue(last(refused).contains("this session has used 1.01 of 1.00 USD."), last(refused));
    assertEquals(1_010_000_000, used(id, Measure.COST));
  }

  @Test
  void ownPricesCountForOwnModels() {
    world.settings.put(
        "GANDER_PRICES",
        JsonText.parse(
            "{\"other/scripted\":{\"input\":1,\"output\":1},"
                + "\"scripted\":{\"input\":0,\"output\":1000}}"));
    world.settings.put("GANDER_UNPRICED_MODELS", Json.of("refuse"));
    budget("session", "cost", Json.of(0.02));
    world.model.answer(start("a").text("Hi").usage(1_000, 15)).answer(says("Again"));

    world.say(id, "Go");
    world.say(id, "Go on");

    assertEquals(20_000_000, used(id, Measure.COST));
    assertEquals(Finished.Ending.BUDGET_SPENT, ending(world.say(id, "And again")));
  }

  @Test
  void unclearPriceStopsAndSaysWhere() {
    world.settings.put(
        "GANDER_PRICES", JsonText.parse("{\"scripted\":{\"input\":-1,\"output\":1}}"));

    assertEquals(
        "assistant:Budget unknown: GANDER_PRICES: scripted: input: a price must be from 0 to"
            + " 1000000. No model is called until that is corrected.",
        last(world.say(id, "Go")));
  }

  @Test
  void timeOfToolsCounts() {
    budget("turn", "time", Json.of(10));
    world.tools.tool(
        "slow",
        _ -> {
          world.purse.time.addAndGet(Duration.ofSeconds(6).toNanos());
          return "done";
        });
    for (int call = 1; call <= 3; call++) {
      world.model.answer(calls("c" + call, "slow", NOTHING));
    }

    List<TurnEvent> events = world.say(id, "Go");

    assertEquals(2, world.model.requests().size());
    assertTrue(last(events).contains("this turn has used 12 of 10 seconds"), last(events));
    assertEquals(12_000, used(id, Measure.TIME));
  }

  @Test
  void waitingForPeopleTakesNoTime() {
    Session session = world.sessions.get(id);
    try (TurnTab tab = world.purse.budgets.begin(session)) {
      tab.at(TurnStage.AWAITING_USER);
      world.purse.time.addAndGet(Duration.ofHours(5).toNanos());
      tab.at(TurnStage.RUNNING_TOOLS);
      world.purse.time.addAndGet(Duration.ofSeconds(1).toNanos());
      budget("turn", "time", Json.of(2));
      assertEquals(
          List.of(1_000L),
          world.purse.budgets.standings(id).stream().map(it -> it.used().millis()).toList());
    }
  }

  @Test
  void modelWithoutAPriceIsRefusedOnDemand() {
    world.settings.put("GANDER_UNPRICED_MODELS", Json.of("refuse"));

    List<TurnEvent> events = world.say(id, "Go");

    assertTrue(last(events).contains("has no price"), last(events));
    assertEquals(List.of(), world.model.requests());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "-1"   | must be a number
          -1     | must not be negative
          1e300  | must be at most
          1.5    | must be a whole number
          """)
  void unclearBudgetStopsAndSaysWhere(String value, String problem) {
    budget("turn", "tokens", JsonText.parse(value));

    List<TurnEvent> events = world.say(id, "Go");

    assertTrue(
        last(events).contains("Budget unknown: GANDER_BUDGETS: turn: tokens " + problem),
        last(events));
    assertEquals(List.of(), world.model.requests());
  }

  @Test
  void nothingMayBeSpentWithABudgetOfNothing() {
    budget("turn", "tokens", Json.of(0));

    assertEquals(Finished.Ending.BUDGET_SPENT, ending(world.say(id, "Go")));
    assertEquals(List.of(), world.model.requests());
  }

  @Test
  void brokenLedgerIsNotNoticedWithoutBudgets() {
    world.purse.ledger.fail("disk full");
    world.model.answer(says("Hi"));

    assertEquals(Finished.Ending.DONE, ending(world.say(id, "Go")));
  }

  @Test
  void brokenLedgerStopsWhatHasABudget() {
    world.purse.ledger.fail("disk full");
    budget("day", "tokens", Json.of(1_000_000));

    assertTrue(last(world.say(id, "Go")).contains("cannot be read (disk full)"));
  }

  @Test
  void limitsOfASessionAreItsOwn() {
    world.purse.limits.put(id, new SpendingLimits(Map.of(Measure.MODEL_CALLS, 0L)));
    world.model.answer(says("Hi"));

    assertEquals(Finished.Ending.BUDGET_SPENT, ending(world.say(id, "Go")));
    assertEquals(Finished.Ending.DONE, ending(world.say(world.session(GooseMode.AUTO), "Go")));
  }

  @Test
  void everythingIsRecorded() {
    world.model.answer(calls("c1", "echo", NOTHING)).answer(says("Done"));

    world.say(id, "Go");

    List<UsageEntry> entries = world.purse.ledger.entries();
    assertEquals(
        List.of(
            new Spending(15, 0, 1, 0, 0),
            new Spending(15, 0, 1, 0, 0),
            new Spending(0, 0, 0, 1, entries.getLast().millis())),
        entries.stream().map(UsageEntry::spending).toList());
    assertEquals(CallPurpose.ANSWER, entries.getFirst().call().purpose());
    assertFalse(entries.getFirst().call().estimated());
    assertEquals(null, entries.getFirst().call().nanoDollars(), "it has no price");
  }
}
