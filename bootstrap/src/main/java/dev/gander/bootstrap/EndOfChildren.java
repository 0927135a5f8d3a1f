package dev.gander.bootstrap;

import dev.gander.process.ChildRecords;
import dev.gander.process.LeftProcesses;
import dev.gander.process.Watchdog;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Sees to it that the processes which this program starts end with it: on closing, by a watchdog
/// if it is killed, and by the next program on the same folder if both are.
final class EndOfChildren implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EndOfChildren.class.getName());

  private final ChildRecords records;
  private final FutureTask<Optional<Watchdog>> watchdog = new FutureTask<>(this::prepare);

  private EndOfChildren(ChildRecords records) {
    this.records = records;
  }

  /// Prepares it in the background, and ends what earlier programs have left behind.
  static EndOfChildren prepare(ChildRecords records) {
    EndOfChildren end = new EndOfChildren(records);
    Thread.ofVirtual().name("end of children").start(end.watchdog);
    return end;
  }

  private Optional<Watchdog> prepare() {
    Optional<Watchdog> started = Watchdog.start(records);
    LeftProcesses.ofDeadPrograms(records).end();
    return started;
  }

  @Override
  public void close() {
    LeftProcesses.ofThisProgram(records).end();
    try {
      watchdog.get().ifPresent(Watchdog::close);
    } catch (ExecutionException e) {
      LOG.log(System.Logger.Level.WARNING, "what was left behind could not be ended", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
