package dev.gander.application.cluster;

import dev.gander.domain.cluster.SharedQuestions;
import dev.gander.domain.cluster.SharedQuestions.QuestionKey;
import dev.gander.domain.cluster.SharedQuestions.Standing;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.QuestionAnswer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Questions for which turns wait on any node. Whoever waits here looks at the table when something
/// became of a question of its session, and now and then in case it was not told.
public final class SharedPendingQuestions implements PendingQuestions, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SharedPendingQuestions.class.getName());

  private static final Duration LOOK = Duration.ofSeconds(5);

  /// Between two looks what became of a claim of another node.
  private static final Duration SOON = Duration.ofMillis(20);

  private final SharedQuestions table;
  private final Duration patience;
  private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
  private final Map<Watch, Boolean> watches = new ConcurrentHashMap<>();
  private final Set<QuestionKey> claimedHere = ConcurrentHashMap.newKeySet();
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();

  private record Watch(QuestionKey key, Runnable then) {}

  /// @param patience for a node that has claimed a question and does not answer; longer than a dead
  ///   one seems to live
  public SharedPendingQuestions(SharedQuestions table, Duration patience) {
    this.table = table;
    this.patience = patience;
    table.onChange(this::changed);
  }

  private void changed(Optional<SessionId> session) {
    asked.values().stream()
        .filter(question -> session.isEmpty() || session.get().equals(question.key.session()))
        .forEach(question -> question.changes.release());
    List<Watch> due =
        watches.keySet().stream()
            .filter(watch -> session.isEmpty() || session.get().equals(watch.key().session()))
            .toList();
    if (!due.isEmpty()) {
      looks.execute(() -> due.forEach(this::look));
    }
  }

  private void look(Watch watch) {
    try {
      if (table.standing(watch.key()) != Standing.OPEN && watches.remove(watch) != null) {
        watch.then().run();
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "it is not known whether a question is open: {0}", e.text());
    }
  }

  @Override
  public Question open(SessionId session, Kind kind, String id) {
    QuestionKey key = new QuestionKey(session, kind, id);
    Asked question = new Asked(key, table.open(key));
    asked.put(question.number, question);
    return question;
  }

  @Override
  public boolean isOpen(SessionId session, Kind kind, String id) {
    return table.standing(new QuestionKey(session, kind, id)) == Standing.OPEN;
  }

  @Override
  public void onceSettled(SessionId session, Kind kind, String id, Runnable then) {
    AtomicBoolean isDone = new AtomicBoolean();
    Watch watch =
        new Watch(
            new QuestionKey(session, kind, id),
            () -> {
              if (isDone.compareAndSet(false, true)) {
                then.run();
              }
            });
    watches.put(watch, true);
    look(watch);
  }

  @Override
  public Optional<Claim> claim(SessionId session, Kind kind, String id) {
    QuestionKey key = new QuestionKey(session, kind, id);
    return claim(key)
        .map(
            number ->
                answer -> {
                  table.answer(number, answer);
                  claimedHere.remove(key);
                });
  }

  /// The claim of another node may end with that node before it answers: whoever repeats its answer
  /// here must not be told that it came too late.
  private Optional<Long> claim(QuestionKey key) {
    long begun = System.nanoTime();
    Optional<Long> number = table.claim(key);
    while (number.isEmpty()
        && System.nanoTime() - begun < patience.toNanos()
        && !Thread.currentThread().isInterrupted()
        && !claimedHere.contains(key)
        && table.standing(key) == Standing.CLAIMED) {
      LockSupport.parkNanos(SOON.toNanos());
      number = table.claim(key);
    }
    if (number.isPresent()) {
      claimedHere.add(key);
    }
    return number;
  }

  /// Nobody is told anything any more.
  @Override
  public void close() {
    looks.shutdown();
  }

  private final class Asked implements Question {
    private final QuestionKey key;
    private final long number;
    private final Semaphore changes = new Semaphore(0);

    Asked(QuestionKey key, long number) {
      this.key = key;
      this.number = number;
    }

    @Override
    public QuestionAnswer await() throws InterruptedException {
      return await(Duration.ofNanos(Long.MAX_VALUE)).orElseThrow();
    }

    @Override
    public Optional<QuestionAnswer> await(Duration patience) throws InterruptedException {
      long begun = System.nanoTime();
      Optional<QuestionAnswer> answer = table.heard(number);
      for (long left = patience.toNanos(); answer.isEmpty() && left > 0; ) {
        var _ = changes.tryAcquire(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
        changes.drainPermits();
        answer = heard();
        left = patience.toNanos() - (System.nanoTime() - begun);
      }
      return answer;
    }

    /// A database that is away does not end a turn that only waits.
    private Optional<QuestionAnswer> heard() {
      try {
        return table.heard(number);
      } catch (StorageException e) {
        LOG.log(Level.WARNING, "session {0}: an answer may wait: {1}", key.session(), e.text());
        return Optional.empty();
      }
    }

    /// One that cannot be withdrawn is gone with its node.
    @Override
    public void close() {
      asked.remove(number);
      try {
        table.close(number);
      } catch (StorageException e) {
        LOG.log(Level.WARNING, "session {0}: a question stays: {1}", key.session(), e.text());
      }
    }
  }
}
