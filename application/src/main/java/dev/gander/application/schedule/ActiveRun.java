package dev.gander.application.schedule;

import dev.gander.application.run.StoppableWork;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.session.SessionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A run in progress. Thread-safe.
final class ActiveRun {
  private final CompletableFuture<RunEnd> end = new CompletableFuture<>();
  private final Consumer<ActiveRun> underWay;
  private volatile ScheduleRun entry;
  private volatile ScheduleRun shown;
  private final StoppableWork work;
  private boolean ended;

  /// @param entry its entry in the history
  /// @param underWay told when it has got its session
  /// @param isOurs whether no other server has taken the run over
  ActiveRun(ScheduleRun entry, Consumer<ActiveRun> underWay, Predicate<ActiveRun> isOurs) {
    this.entry = entry;
    this.shown = entry;
    this.underWay = underWay;
    this.work = new StoppableWork(() -> isOurs.test(this));
  }

  /// Needs no monitor: whoever stores something about the run may hold it and wait for the book,
  /// whose owner asks for this.
  ScheduleRun entry() {
    return entry;
  }

  /// The entry as clients see it: what they are told is stored.
  ScheduleRun shown() {
    return shown;
  }

  StoppableWork work() {
    return work;
  }

  /// Completed when everything about the end is stored.
  CompletableFuture<RunEnd> end() {
    return end;
  }

  Optional<SessionId> session() {
    return Optional.ofNullable(entry.session());
  }

  void runsIn(SessionId session) {
    synchronized (this) {
      entry = entry.in(session);
    }
    underWay.accept(this);
    shown = entry;
  }

  /// Stores something about the run, unless it has ended: that would come too late.
  synchronized void whileOpen(Consumer<ScheduleRun> store) {
    if (!ended) {
      store.accept(entry);
    }
  }

  /// Whoever ends it first has the last word.
  ///
  /// @param last the entry with its end
  /// @return that entry; empty if the run has ended before
  synchronized Optional<ScheduleRun> endWith(UnaryOperator<ScheduleRun> last) {
    if (ended) {
      return Optional.empty();
    }
    ended = true;
    entry = last.apply(entry);
    return Optional.of(entry);
  }
}
