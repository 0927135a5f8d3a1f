package dev.gander.application.api.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.budget.Purse;
import dev.gander.application.budget.TurnTab;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.InMemorySettings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetUseCasesTest {
  private static final Caller BOT = new Caller(new KeyId("bot"), Set.of(Scope.READ, Scope.CHAT));
  private static final LocalDate TODAY = LocalDate.parse("2026-03-04");

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  private final Purse purse = new Purse(sessions, settings, (_, _) -> Optional.empty(), clock);
  private final Session session = sessions.create(SessionDetails.of("x", "/", GooseMode.AUTO));

  private void used(KeyId key) {
    Payer payer = new Payer(session.id(), key, null, null, null);
    purse.ledger.append(new UsageEntry(clock.instant(), TODAY, payer, null, 1, 1));
  }

  @Test
  void keyIsToldOnlyOfItsOwnUsage() {
    used(KeyId.SERVER);
    used(KeyId.SERVER);
    used(BOT.key());
    ReportUsage report = new ReportUsage(purse.ledger);

    assertEquals(
        List.of(1L),
        report.report(BOT, UsageGroup.DAY, null, null, 9).stream()
            .map(UsageSum::toolCalls)
            .toList());
    assertEquals(
        List.of(3L),
        report.report(Caller.SERVER, UsageGroup.DAY, null, null, 9).stream()
            .map(UsageSum::toolCalls)
            .toList());
  }

  @Test
  void answersAreBounded() {
    ReportUsage report = new ReportUsage(purse.ledger);
    used(BOT.key());

    assertEquals(1, report.report(BOT, UsageGroup.DAY, TODAY, TODAY, Long.MAX_VALUE).size());
    assertEquals(List.of(), report.report(BOT, UsageGroup.DAY, null, null, -1));
    assertThrows(
        InvalidInput.class, () -> report.report(BOT, UsageGroup.DAY, TODAY, TODAY.minusDays(1), 9));
  }

  @Test
  void whoeverCallsPays() {
    settings.put("GANDER_BUDGETS", JsonText.parse("{\"key\":{\"tool_calls\":5}}"));

    Optional<?> shortage =
        CurrentCaller.call(
            BOT,
            () -> {
              try (TurnTab tab = purse.budgets.begin(session)) {
                return tab.useTools(4);
              }
            });

    assertEquals(Optional.empty(), shortage);
    assertEquals(
        List.of(4L),
        CurrentCaller.call(BOT, () -> purse.budgets.standings(session.id())).stream()
            .map(it -> it.used().toolCalls())
            .toList());
    assertEquals(
        List.of(0L),
        purse.budgets.standings(session.id()).stream().map(it -> it.used().toolCalls()).toList());
  }

  @Test
  void budgetsOfTodayAreThoseOfTheServerAndOfWhatHasItsOwn() {
    settings.put(
        "GANDER_BUDGETS",
        JsonText.parse(
            """
            {"day":{"tool_calls":9},"session":{"tokens":5},"key":{"tool_calls":3},
             "keys":{"bot":{"tool_calls":4},"free":{}},"recipes":{"R":{"cost":1}}}"""));
    used(KeyId.SERVER);
    used(BOT.key());
    ListBudgets list = new ListBudgets(purse.budgets, ZoneOffset.UTC);

    assertEquals(
        List.of("day  2", "recipe R 0", "key bot 1", "key server 1"),
        list.today(Caller.SERVER).stream().map(BudgetUseCasesTest::told).toList());
    assertEquals(
        List.of("key bot 1"), list.today(BOT).stream().map(BudgetUseCasesTest::told).toList());
  }

  private static String told(Standing standing) {
    return standing.budget().account().scope().wireName()
        + " "
        + standing.budget().account().id()
        + " "
        + standing.used().toolCalls();
  }

  @Test
  void nothingIsLimitedUntilSomebodySaysSo() {
    assertEquals(List.of(), new ListBudgets(purse.budgets, ZoneOffset.UTC).today(Caller.SERVER));
  }

  @Test
  void keySeesNoBudgetThatTellsOfOthers() {
    settings.put(
        "GANDER_BUDGETS",
        JsonText.parse(
            "{\"day\":{\"tokens\":5},\"key\":{\"tokens\":5},\"session\":{\"tokens\":5}}"));
    ListBudgets list = new ListBudgets(purse.budgets, ZoneOffset.UTC);

    assertEquals(
        List.of(BudgetScope.SESSION, BudgetScope.KEY),
        CurrentCaller.call(BOT, () -> scopes(list.list(BOT, session.id()))));
    assertEquals(
        List.of(BudgetScope.SESSION, BudgetScope.KEY, BudgetScope.DAY),
        scopes(list.list(Caller.SERVER, session.id())));
  }

  private static List<BudgetScope> scopes(List<Standing> standings) {
    return standings.stream().map(it -> it.budget().account().scope()).toList();
  }

  @Test
  void brokenLedgerIsToldWhenBudgetsAreListed() {
    settings.put("GANDER_BUDGETS", JsonText.parse("{\"day\":{\"tokens\":5}}"));
    purse.ledger.fail("disk full");
    ListBudgets list = new ListBudgets(purse.budgets, ZoneOffset.UTC);

    assertThrows(Unavailable.class, () -> list.list(Caller.SERVER, session.id()));
  }

  @Test
  void limitsNeedASession() {
    LimitSession limit = new LimitSession(sessions, purse.limits);
    SpendingLimits calls = new SpendingLimits(Map.of(Measure.MODEL_CALLS, 1L));
    SessionId unknown = new SessionId("20260304_99");

    assertThrows(SessionNotFound.class, () -> limit.limit(unknown, calls));
    assertThrows(SessionNotFound.class, () -> limit.limits(unknown));
    assertEquals(SpendingLimits.NONE, purse.limits.find(unknown));
    limit.limit(session.id(), calls);
    assertEquals(calls, limit.limits(session.id()));
  }
}
