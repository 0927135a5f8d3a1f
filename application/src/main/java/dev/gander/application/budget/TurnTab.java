package dev.gander.application.budget;

import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a turn uses, with its sub-agents. Closing it ends the turn. Thread-safe.
public final class TurnTab implements AutoCloseable {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Budgets budgets;
  private final SessionId session;
  private final Payer payer;
  private final @Nullable TurnTab delegating;
  private final OpenAccount account;
  private final List<String> news = new ArrayList<>();
  private final LongSupplier nanos;
  private long busySince;
  private boolean isWaiting;
  private long unaccounted;
  private long millis;
  private long toolCalls;
  private boolean hasSpent;
  private boolean hasCalled;

  /// @param delegating the turn of which this sub-agent is a part; null for a user's turn
  /// @param nanos measures time
  TurnTab(
      Budgets budgets,
      SessionId session,
      Payer payer,
      @Nullable TurnTab delegating,
      LongSupplier nanos) {
    this.nanos = nanos;
    this.busySince = nanos.getAsLong();
    this.budgets = budgets;
    this.session = session;
    this.payer = payer;
    this.delegating = delegating;
    this.account =
        delegating == null
            ? new OpenAccount(new Account(BudgetScope.TURN, session.value(), null), Spending.NONE)
            : delegating.account;
  }

  SessionId session() {
    return session;
  }

  Payer payer() {
    return payer;
  }

  /// The account of the user's turn.
  OpenAccount account() {
    return account;
  }

  boolean isDelegated() {
    return delegating != null;
  }

  /// The time that has passed since the last time somebody asked, without waiting for people. What
  /// sub-agents take is part of the turn that waits for them.
  long takeMillis() {
    return delegating == null ? takeOwnMillis() : delegating.takeMillis();
  }

  private synchronized long takeOwnMillis() {
    pass();
    long passed = unaccounted / NANOS_PER_MILLI;
    unaccounted -= passed * NANOS_PER_MILLI;
    millis += passed;
    return passed;
  }

  private void pass() {
    long now = nanos.getAsLong();
    if (!isWaiting) {
      unaccounted += now - busySince;
    }
    busySince = now;
  }

  /// Notes where the turn stands.
  public synchronized void at(TurnStage stage) {
    if (isWaiting != stage.waitsForOthers()) {
      pass();
      isWaiting = stage.waitsForOthers();
    }
  }

  /// Tool calls are about to run.
  ///
  /// @return why the last of them must not; empty if all may run
  public Optional<ToolShortage> useTools(int calls) {
    Optional<ToolShortage> shortage = budgets.spendToolCalls(this, calls);
    synchronized (this) {
      toolCalls += shortage.map(ToolShortage::left).orElse(calls);
    }
    return shortage;
  }

  /// Not all tool calls of an answer may run.
  ///
  /// @param left how many may, the first ones
  /// @param text which budget is spent
  public record ToolShortage(int left, String text) {}

  synchronized void tell(String text) {
    news.add(text);
  }

  /// Removes and returns what the user should hear about budgets.
  public synchronized List<String> takeNews() {
    List<String> taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  synchronized void called() {
    hasCalled = true;
  }

  /// The turn ends because a budget is spent.
  public synchronized void spent() {
    hasSpent = true;
  }

  /// Whether the model could not be asked because a budget is spent.
  public synchronized boolean hasSpent() {
    return hasSpent;
  }

  /// What the turn has used besides model calls; nothing if it has not got to any.
  synchronized Spending besides() {
    return hasCalled
        ? new Spending(0, 0, 0, toolCalls, delegating == null ? millis : 0)
        : Spending.NONE;
  }

  @Override
  public void close() {
    budgets.end(this);
  }
}
