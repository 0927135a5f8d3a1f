package dev.gander.adapters.persistence.usage;

import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.EntryBounds;
import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.budget.UsageQuery;
import dev.gander.domain.budget.UsageSum;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The ledger in `gander.db`. Entries wait in memory for a moment and are written together, so that
/// nobody who talks to a model waits for a disk. If they cannot be written they wait for the next
/// attempt, and the oldest are dropped when there are too many. Sums are brought up to date by
/// every question, and whenever enough entries have come together.
public final class SqlSpendingLedger implements SpendingLedger, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SqlSpendingLedger.class.getName());
  private static final int DELAY_MILLIS = 100;
  private static final int MOST_WAITING = 10_000;
  private static final int SUMMED_UP_AT_ONCE = 1_000;

  /// Whoever wants to write waits no longer than these take.
  private static final int FORGOTTEN_AT_ONCE = 10_000;

  private final OwnTables database;
  private final Executor soon =
      CompletableFuture.delayedExecutor(
          DELAY_MILLIS,
          TimeUnit.MILLISECONDS,
          task -> Thread.ofVirtual().name("usage").start(task));
  private final ReentrantLock writing = new ReentrantLock();

  /// Guards what waits; never held while something is written.
  private final Object lock = new Object();

  private final Deque<UsageEntry> waiting = new ArrayDeque<>();
  private boolean isScheduled;
  private boolean isFailing;

  public SqlSpendingLedger(OwnTables database) {
    this.database = database;
  }

  @Override
  public void append(UsageEntry entry) {
    synchronized (lock) {
      waiting.add(entry);
      if (waiting.size() > MOST_WAITING) {
        waiting.remove();
      }
      if (isScheduled) {
        return;
      }
      isScheduled = true;
    }
    soon.execute(this::writeSoon);
  }

  private void writeSoon() {
    synchronized (lock) {
      isScheduled = false;
      if (waiting.isEmpty()) {
        return;
      }
    }
    try {
      write(SUMMED_UP_AT_ONCE);
      noteFailure(null);
    } catch (StorageException e) {
      noteFailure(e);
    }
  }

  /// Said once, not with every entry.
  private void noteFailure(@Nullable StorageException failure) {
    boolean isNews;
    synchronized (lock) {
      isNews = failure != null && !isFailing;
      isFailing = failure != null;
    }
    if (isNews && failure != null) {
      LOG.log(Level.WARNING, "what is used is not recorded at the moment: {0}", failure.text());
    }
  }

  /// Writes what waits.
  ///
  /// @param least sums are brought up to date if they lack so many entries
  private void write(int least) {
    writing.lock();
    try {
      List<UsageEntry> taken;
      synchronized (lock) {
        taken = new ArrayList<>(waiting);
        waiting.clear();
      }
      write(taken, least);
    } finally {
      writing.unlock();
    }
  }

  private void write(List<UsageEntry> entries, int least) {
    boolean isWritten = false;
    try {
      database.writeSoon(
          handle -> {
            UsageRows.insert(handle, entries);
            UsageRows.sumUp(handle, least);
            return true;
          });
      isWritten = true;
    } finally {
      if (!isWritten) {
        putBack(entries);
      }
    }
  }

  private void putBack(List<UsageEntry> entries) {
    synchronized (lock) {
      int room = Math.max(0, MOST_WAITING - waiting.size());
      entries.reversed().stream().limit(room).forEach(waiting::addFirst);
    }
  }

  /// Whether nothing was ever used: then the file need not be made.
  private boolean isEmpty() {
    synchronized (lock) {
      return waiting.isEmpty() && !database.exists();
    }
  }

  @Override
  public Spending spent(Account account) {
    if (account.scope() == BudgetScope.TURN || isEmpty()) {
      return Spending.NONE;
    }
    write(1);
    return database.read(handle -> UsageRows.spent(handle, account));
  }

  @Override
  public List<UsageSum> sums(UsageQuery query) {
    if (isEmpty()) {
      return List.of();
    }
    write(1);
    return database.read(handle -> UsageRows.sums(handle, query));
  }

  @Override
  public long surplus(EntryBounds bounds) {
    if (isEmpty()) {
      return 0;
    }
    write(1);
    return database.read(handle -> UsageRows.surplus(handle, bounds));
  }

  @Override
  public long forget(EntryBounds bounds) {
    if (bounds.isNone() || isEmpty()) {
      return 0;
    }
    write(1);
    long gone = 0;
    int step;
    do {
      step = database.writeSoon(handle -> UsageRows.forget(handle, bounds, FORGOTTEN_AT_ONCE));
      gone += step;
    } while (step == FORGOTTEN_AT_ONCE);
    return gone;
  }

  /// Writes what waits.
  @Override
  public void close() {
    writeSoon();
  }
}
