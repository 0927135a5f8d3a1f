package dev.gander.application.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.budget.Measure;
import dev.gander.domain.error.ProviderException.BudgetSpent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelCatalog.Facts;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.InMemorySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fifty turns at once on one budget.
class ParallelSpendingTest {
  private static final int TURNS = 50;
  private static final int INPUT = 1_000;
  private static final int OUTPUT = 500;

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  private final Purse purse =
      new Purse(
          sessions,
          settings,
          (_, _) -> Optional.of(new Facts(null, null, false, 1_000.0, 1_000.0, null, null)),
          clock);
  private final ScriptedProvider model = new ScriptedProvider();

  /// A token costs a tenth of a cent here.
  @ParameterizedTest
  @EnumSource(names = {"TOKENS", "COST", "MODEL_CALLS"})
  void overspendByAtMostOneAnswerEach(Measure measure) throws Exception {
    long most =
        switch (measure) {
          case TOKENS -> 200_000;
          case COST -> 200;
          default -> 130;
        };
    settings.put(
        "GANDER_BUDGETS", JsonObject.of("day", JsonObject.of(measure.wireName(), Json.of(most))));
    model.when(_ -> true, ScriptedAnswer.start("a").text("word ".repeat(400)).usage(INPUT, OUTPUT));
    CountDownLatch start = new CountDownLatch(TURNS);
    List<Callable<Integer>> turns =
        IntStream.range(0, TURNS).<Callable<Integer>>mapToObj(_ -> () -> turn(start)).toList();

    int calls = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> turn : threads.invokeAll(turns)) {
        calls += turn.get();
      }
    }

    long used =
        purse.ledger.entries().stream().mapToLong(entry -> entry.spending().of(measure)).sum();
    long limit = measure == Measure.COST ? most * 1_000_000_000 : most;
    long answer = measure == Measure.TOKENS ? OUTPUT : OUTPUT * 1_000_000L;
    assertEquals(calls, model.requests().size());
    if (measure == Measure.MODEL_CALLS) {
      assertEquals(limit, used);
    } else {
      assertTrue(used <= limit + TURNS * answer, used + " of " + limit);
      assertTrue(used > limit - 2 * TURNS * answer, "the budget can be used: " + used);
    }
  }

  /// Asks until the budget is spent, and returns how often.
  private int turn(CountDownLatch start) throws InterruptedException {
    Session session = sessions.create(SessionDetails.of("x", "/", GooseMode.AUTO));
    Provider provider = purse.metered(model);
    try (TurnTab _ = purse.budgets.begin(session)) {
      start.countDown();
      start.await();
      for (int calls = 0; ; calls++) {
        try (ProviderStream stream = provider.stream(request(session))) {
          Thread.onSpinWait();
          while (stream.next().isPresent()) {
            Thread.onSpinWait();
          }
        } catch (BudgetSpent _) {
          return calls;
        }
      }
    }
  }

  private static ProviderRequest request(Session session) {
    List<Message> messages = new ArrayList<>();
    messages.add(Message.user(null, 0, new Content.Text("text".repeat(INPUT - 4))));
    return new ProviderRequest(
        ModelConfig.of("scripted"), session.id().value(), "", messages, List.of());
  }
}
