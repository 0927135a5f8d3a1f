package dev.gander.application.turn;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnStanding;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Knows where every turn stands, and writes one line into the log for each stage that lasts longer
/// than expected. Its thread runs only while there are turns. Thread-safe; `turns` guards itself
/// and `watching`.
public final class TurnWatch {
  private static final System.Logger LOG = System.getLogger(TurnWatch.class.getName());
  private static final int LOOKS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Supplier<Duration> patience;
  private final Executor threads;
  private final Consumer<TurnStanding> stuck;
  private final Set<Turn> turns = new LinkedHashSet<>();
  private boolean watching;

  /// @param patience how long a stage is expected to last
  /// @param threads run this while there are turns
  public TurnWatch(Supplier<Duration> patience, Executor threads) {
    this(
        patience,
        threads,
        turn -> LOG.log(Level.WARNING, "a turn does not get on: {0}", turn.words()));
  }

  /// @param stuck is told of each stage that lasts too long, once
  TurnWatch(Supplier<Duration> patience, Executor threads, Consumer<TurnStanding> stuck) {
    this.patience = patience;
    this.threads = threads;
    this.stuck = stuck;
  }

  void begin(Turn turn) {
    boolean first;
    synchronized (turns) {
      turns.add(turn);
      first = !watching;
      watching = true;
    }
    if (first) {
      threads.execute(this::watch);
    }
  }

  void end(Turn turn) {
    synchronized (turns) {
      turns.remove(turn);
    }
  }

  /// Where the turns of a session stand, the oldest first.
  public List<TurnStanding> of(SessionId session) {
    Duration expected = patience.get();
    long now = System.nanoTime();
    return current().stream()
        .filter(turn -> turn.session().equals(session))
        .map(turn -> standing(turn, turn.stay(), expected, now))
        .toList();
  }

  /// How many turns are longer in their stage than expected.
  public int stuck() {
    Duration expected = patience.get();
    long now = System.nanoTime();
    return (int)
        current().stream()
            .filter(turn -> standing(turn, turn.stay(), expected, now).isStuck())
            .count();
  }

  private List<Turn> current() {
    synchronized (turns) {
      return List.copyOf(turns);
    }
  }

  private static TurnStanding standing(Turn turn, Turn.Stay stay, Duration expected, long now) {
    Duration lasting = Duration.ofNanos(now - stay.since());
    boolean stuck = !stay.stage().waitsForOthers() && lasting.compareTo(expected) > 0;
    return new TurnStanding(
        turn.session(), turn.requestId(), stay.stage(), stay.about(), lasting, stuck);
  }

  private void watch() {
    Set<Turn.Stay> told = Collections.newSetFromMap(new IdentityHashMap<>());
    try {
      while (goesOn()) {
        look(told, System.nanoTime());
        Duration pause = patience.get().dividedBy(LOOKS);
        Thread.sleep(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (turns) {
        watching = false;
      }
    }
  }

  private boolean goesOn() {
    synchronized (turns) {
      return !turns.isEmpty();
    }
  }

  /// @param told the stays that the log knows
  /// @param now on the clock of [System#nanoTime()]
  void look(Set<Turn.Stay> told, long now) {
    Duration expected = patience.get();
    Set<Turn.Stay> present = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Turn turn : current()) {
      Turn.Stay stay = turn.stay();
      present.add(stay);
      TurnStanding standing = standing(turn, stay, expected, now);
      if (standing.isStuck() && told.add(stay)) {
        stuck.accept(standing);
      }
    }
    told.retainAll(present);
  }
}
