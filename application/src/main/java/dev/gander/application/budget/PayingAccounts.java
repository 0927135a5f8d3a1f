package dev.gander.application.budget;

import dev.gander.application.budget.Accounts.Line;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.BudgetPlan;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.error.ProviderException.BudgetSpent;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which budgets hold for a call: those of the settings, of its session and of its run.
/// Thread-safe.
final class PayingAccounts {
  private static final System.Logger LOG = System.getLogger(PayingAccounts.class.getName());

  private final BudgetSettings settings;
  private final SessionLimits limits;
  private final Accounts accounts;
  private final Clock clock;
  private final Map<SessionId, RunBudget> runs = new ConcurrentHashMap<>();

  private final Map<SessionId, Job> jobs = new ConcurrentHashMap<>();

  private record RunBudget(String run, SpendingLimits limits) {}

  private record Job(String id, @Nullable String recipe) {}

  PayingAccounts(BudgetSettings settings, SessionLimits limits, Accounts accounts, Clock clock) {
    this.settings = settings;
    this.limits = limits;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// See [Budgets#run].
  Budgets.Held run(SessionId session, String run, SpendingLimits limits) {
    RunBudget budget = new RunBudget(run, limits);
    runs.put(session, budget);
    return () -> runs.remove(session, budget);
  }

  /// See [Budgets#job].
  Budgets.Held job(SessionId session, String id, @Nullable String recipe) {
    Job job = new Job(id, recipe);
    jobs.put(session, job);
    return () -> jobs.remove(session, job);
  }

  /// The same payer, as a run of a job if the turns of its session belong to one.
  Payer asJob(SessionId session, Payer payer) {
    @Nullable Job job = jobs.get(session);
    return job == null ? payer : payer.ofJob(job.id(), job.recipe());
  }

  /// The run to which the turns of a session belong.
  Optional<String> run(SessionId session) {
    return Optional.ofNullable(runs.get(session)).map(RunBudget::run);
  }

  /// The accounts that pay and have a budget.
  ///
  /// @throws BudgetSpent if nobody can know what is left
  List<Line> of(Charged to) {
    BudgetPlan plan = settings.plan();
    List<Line> lines = new ArrayList<>();
    if (to.tab() != null) {
      OpenAccount turn = to.tab().account();
      add(lines, Line.of(turn, plan.of(turn.account())));
    }
    for (Account account : to.payer().accounts(LocalDate.now(clock))) {
      SpendingLimits limits = plan.of(account).and(ownLimits(account, to.payer(), plan));
      if (!limits.isUnlimited()) {
        lines.add(line(account, limits));
      }
    }
    return lines;
  }

  /// The accounts of today that are known without a session and have a budget.
  ///
  /// @param key whose account is one of them
  /// @throws BudgetSpent if nobody can know what is left
  List<Line> ofToday(KeyId key) {
    BudgetPlan plan = settings.plan();
    LocalDate today = LocalDate.now(clock);
    Account own = new Account(BudgetScope.KEY, key.value(), today);
    return Stream.concat(plan.daily(today).stream(), Stream.of(own))
        .distinct()
        .filter(account -> !plan.of(account).isUnlimited())
        .map(account -> line(account, plan.of(account)))
        .toList();
  }

  private static void add(List<Line> lines, Line line) {
    if (!line.budgets().isEmpty()) {
      lines.add(line);
    }
  }

  private Line line(Account account, SpendingLimits limits) {
    try {
      return accounts.line(account, limits);
    } catch (StorageException e) {
      throw BudgetSpent.unknown(
          "what has been used cannot be read ("
              + e.text()
              + "), so that nobody knows what is left.");
    }
  }

  /// SpendingLimits of one session or run.
  private SpendingLimits ownLimits(Account account, Payer payer, BudgetPlan plan) {
    return switch (account.scope()) {
      case SESSION -> ofSession(new SessionId(account.id()), plan);
      case RUN -> ofRun(payer);
      case TURN, RECIPE, SCHEDULE, KEY, DAY -> SpendingLimits.NONE;
    };
  }

  private SpendingLimits ofRun(Payer payer) {
    @Nullable RunBudget run = payer.session() == null ? null : runs.get(payer.session());
    return run == null ? SpendingLimits.NONE : run.limits();
  }

  /// Whoever uses no budgets at all must not notice that the ledger is broken.
  private SpendingLimits ofSession(SessionId session, BudgetPlan plan) {
    try {
      return limits.find(session);
    } catch (StorageException e) {
      if (!plan.isUnlimited()) {
        throw BudgetSpent.unknown("the limits of the session cannot be read (" + e.text() + ").");
      }
      LOG.log(Level.WARNING, "session {0}: its limits cannot be read: {1}", session, e.text());
      return SpendingLimits.NONE;
    }
  }
}
