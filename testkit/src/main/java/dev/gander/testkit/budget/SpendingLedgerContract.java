package dev.gander.testkit.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.EntryBounds;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.budget.UsageEntry.ModelCall;
import dev.gander.domain.budget.UsageGroup;
import dev.gander.domain.budget.UsageQuery;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.SessionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of every [SpendingLedger]. The ledger is empty.
public interface SpendingLedgerContract {
  LocalDate TODAY = LocalDate.parse("2026-03-04");
  LocalDate YESTERDAY = TODAY.minusDays(1);
  KeyId BOT = new KeyId("bot");
  Payer SERVER = new Payer(new SessionId("s1"), KeyId.SERVER, null, null, null);
  Payer OF_BOT = new Payer(new SessionId("s2"), BOT, "Report", "nightly", "r1");

  SpendingLedger ledger();

  /// The same ledger, after a restart of the server.
  SpendingLedger afterARestart();

  private static UsageEntry call(LocalDate day, Payer payer, String model, @Nullable Long cost) {
    TokenUsage tokens = TokenUsage.of(100L, 10L, 110L).withCache(60L, 5L);
    return new UsageEntry(
        Instant.parse("2026-03-04T10:11:12Z"),
        day,
        payer,
        new ModelCall("acme", model, CallPurpose.ANSWER, tokens, cost, false),
        0,
        0);
  }

  private static UsageEntry turn(LocalDate day, Payer payer) {
    return new UsageEntry(Instant.parse("2026-03-04T10:11:12Z"), day, payer, null, 3, 1_500);
  }

  private static UsageQuery all(UsageGroup group) {
    return new UsageQuery(group, null, null, null, 100);
  }

  private List<@Nullable String> groups(UsageGroup group) {
    return ledger().sums(all(group)).stream().<@Nullable String>map(UsageSum::group).toList();
  }

  private Spending spent(BudgetScope scope, String id, @Nullable LocalDate day) {
    return ledger().spent(new Account(scope, id, day));
  }

  @Test
  default void nothingIsSpentAtFirst() {
    assertEquals(List.of(), ledger().sums(all(UsageGroup.DAY)));
    assertEquals(Spending.NONE, spent(BudgetScope.DAY, "", TODAY));
    assertEquals(Spending.NONE, spent(BudgetScope.TURN, "s1", null));
  }

  @Test
  default void everythingIsSummedUp() {
    ledger().append(call(TODAY, SERVER, "m", 7L));
    ledger().append(call(TODAY, SERVER, "m", null));
    ledger().append(turn(TODAY, SERVER));

    assertEquals(
        List.of(new UsageSum("s1", 200, 20, 120, 10, 7, 1, 2, 3, 1_500)),
        ledger().sums(all(UsageGroup.SESSION)));
    assertEquals(new Spending(220, 7, 2, 3, 1_500), spent(BudgetScope.SESSION, "s1", null));
  }

  @Test
  default void eachGroupHasItsSums() {
    ledger().append(call(YESTERDAY, SERVER, "small", 1L));
    ledger().append(call(TODAY, OF_BOT, "large", 9L));
    ledger().append(turn(TODAY, OF_BOT));

    assertEquals(List.of("2026-03-04", "2026-03-03"), groups(UsageGroup.DAY));
    assertEquals(List.of("bot", "server"), groups(UsageGroup.KEY));
    assertEquals(List.of("acme"), groups(UsageGroup.PROVIDER));
    assertEquals(List.of("large", "small"), groups(UsageGroup.MODEL));
    assertEquals(Arrays.asList("Report", null), groups(UsageGroup.RECIPE));
    assertEquals(List.of("s2", "s1"), groups(UsageGroup.SESSION));
    assertEquals(Arrays.asList("nightly", null), groups(UsageGroup.SCHEDULE));
    assertEquals(Arrays.asList("r1", null), groups(UsageGroup.RUN));
  }

  @Test
  default void mostExpensiveIsFirstThenTheLargest() {
    ledger().append(call(TODAY, SERVER, "b", 5L));
    ledger().append(call(TODAY, SERVER, "c", null));
    ledger().append(call(TODAY, SERVER, "c", null));
    ledger().append(call(TODAY, SERVER, "a", null));
    ledger().append(call(TODAY, SERVER, "d", null));

    assertEquals(List.of("b", "c", "a", "d"), groups(UsageGroup.MODEL));
    assertEquals(
        List.of("b", "c"),
        ledger().sums(new UsageQuery(UsageGroup.MODEL, null, null, null, 2)).stream()
            .map(UsageSum::group)
            .toList());
  }

  @Test
  default void questionsHaveBoundsThatAreIncluded() {
    for (int day = 0; day < 5; day++) {
      ledger().append(call(TODAY.minusDays(day), SERVER, "m", 1L));
    }

    assertEquals(
        3,
        ledger()
            .sums(new UsageQuery(UsageGroup.MODEL, TODAY.minusDays(3), YESTERDAY, null, 9))
            .getFirst()
            .modelCalls());
    assertEquals(2, ledger().sums(new UsageQuery(UsageGroup.DAY, YESTERDAY, null, null, 9)).size());
    assertEquals(
        List.of(), ledger().sums(new UsageQuery(UsageGroup.DAY, TODAY, YESTERDAY, null, 9)));
  }

  @Test
  default void keySeesItsOwn() {
    ledger().append(call(TODAY, SERVER, "m", 1L));
    ledger().append(call(TODAY, OF_BOT, "m", 1L));
    ledger().append(call(TODAY, OF_BOT, "m", 1L));

    assertEquals(
        2,
        ledger()
            .sums(new UsageQuery(UsageGroup.MODEL, null, null, BOT, 9))
            .getFirst()
            .modelCalls());
    assertEquals(3, ledger().sums(all(UsageGroup.MODEL)).getFirst().modelCalls());
    assertEquals(
        List.of(), ledger().sums(new UsageQuery(UsageGroup.MODEL, null, null, new KeyId("bo"), 9)));
  }

  @Test
  default void accountsOfADayEndWithIt() {
    ledger().append(call(YESTERDAY, OF_BOT, "m", 1L));
    ledger().append(call(TODAY, OF_BOT, "m", 1L));

    Spending one = new Spending(110, 1, 1, 0, 0);
    assertEquals(one, spent(BudgetScope.DAY, "", TODAY));
    assertEquals(one, spent(BudgetScope.KEY, "bot", YESTERDAY));
    assertEquals(one, spent(BudgetScope.RECIPE, "Report", TODAY));
    assertEquals(one, spent(BudgetScope.SCHEDULE, "nightly", TODAY));
    assertEquals(one.plus(one), spent(BudgetScope.RUN, "r1", null));
    assertEquals(one.plus(one), spent(BudgetScope.SESSION, "s2", null));
    assertEquals(Spending.NONE, spent(BudgetScope.DAY, "", TODAY.plusDays(1)));
    assertEquals(Spending.NONE, spent(BudgetScope.KEY, "server", TODAY));
  }

  @Test
  default void namesMayBeAnything() {
    Payer odd = new Payer(new SessionId(""), new KeyId("=%'\"ä\n"), "", "=", "null");
    ledger().append(call(TODAY, odd, "", 1L));
    ledger().append(call(TODAY, SERVER, "m", 2L));

    assertEquals(Arrays.asList(null, ""), groups(UsageGroup.RECIPE));
    assertEquals(1, spent(BudgetScope.SCHEDULE, "=", TODAY).modelCalls());
    assertEquals(1, spent(BudgetScope.KEY, "=%'\"ä\n", TODAY).modelCalls());
    assertEquals(List.of("m", ""), groups(UsageGroup.MODEL));
  }

  @Test
  default void whatWasAppendedIsThereAfterARestart() {
    ledger().append(call(TODAY, SERVER, "m", 1L));
    assertEquals(1, spent(BudgetScope.DAY, "", TODAY).modelCalls());
    ledger().append(call(TODAY, SERVER, "m", 1L));

    SpendingLedger again = afterARestart();
    again.append(call(TODAY, SERVER, "m", 1L));

    assertEquals(3, again.spent(new Account(BudgetScope.DAY, "", TODAY)).modelCalls());
  }

  private static UsageEntry at(String time) {
    UsageEntry usual = call(TODAY, SERVER, "m", 1L);
    return new UsageEntry(Instant.parse(time), usual.day(), usual.payer(), usual.call(), 0, 0);
  }

  @Test
  default void oldEntriesGoAndSumsStay() {
    Instant noon = Instant.parse("2026-03-04T12:00:00Z");
    assertEquals(0, ledger().forget(new EntryBounds(noon, 0L)), "there is nothing");
    ledger().append(at("2026-03-04T11:59:59.999Z"));
    // The clock went back.
    ledger().append(at("2026-03-04T12:00:00Z"));
    ledger().append(at("2026-03-04T11:00:00Z"));

    assertEquals(2, ledger().surplus(new EntryBounds(noon, null)));
    assertEquals(2, ledger().surplus(new EntryBounds(noon, null)), "only asked");
    assertEquals(2, ledger().forget(new EntryBounds(noon, null)));
    assertEquals(0, ledger().surplus(new EntryBounds(noon, null)));

    assertEquals(3, spent(BudgetScope.SESSION, "s1", null).modelCalls());
    ledger().append(at("2026-03-04T12:00:01Z"));
    assertEquals(4, spent(BudgetScope.DAY, "", TODAY).modelCalls());
    assertEquals(4, ledger().sums(all(UsageGroup.MODEL)).getFirst().modelCalls());
  }

  @Test
  default void newestEntriesStay() {
    for (int second = 10; second < 20; second++) {
      ledger().append(at("2026-03-04T10:11:" + second + "Z"));
    }

    assertEquals(0, ledger().forget(new EntryBounds(null, null)));
    assertEquals(0, ledger().forget(new EntryBounds(null, 10L)));
    assertEquals(7, ledger().forget(new EntryBounds(null, 3L)));
    assertEquals(1, ledger().surplus(new EntryBounds(Instant.parse("2026-03-04T10:11:18Z"), null)));
    assertEquals(2, ledger().surplus(new EntryBounds(Instant.parse("2026-03-04T10:11:18Z"), 1L)));
    assertEquals(3, ledger().forget(new EntryBounds(null, 0L)));
    ledger().append(at("2026-03-04T10:11:20Z"));
    assertEquals(11, spent(BudgetScope.DAY, "", TODAY).modelCalls());
    assertEquals(11, afterARestart().spent(new Account(BudgetScope.DAY, "", TODAY)).modelCalls());
  }

  @Test
  default void entriesOfManyThreadsAreAllCounted() {
    int entries = 3_000;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < entries; i++) {
        threads.execute(() -> ledger().append(call(TODAY, SERVER, "m", 1L)));
      }
    }

    assertEquals(entries, spent(BudgetScope.DAY, "", TODAY).modelCalls());
    assertEquals(entries, ledger().sums(all(UsageGroup.MODEL)).getFirst().nanoDollars());
  }
}
