package dev.gander.application.subagent;

import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.Trail;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// The sub-agents in the background of one session, and the results that nobody has fetched yet.
/// Thread-safe.
final class BackgroundTasks {
  private static final System.Logger LOG = System.getLogger(BackgroundTasks.class.getName());
  private static final ChildEnd STOPPING =
      new ChildEnd(ChildEnd.Outcome.CANCELLED, "The server is stopping", "", 0);

  private final SubAgentSettings settings;
  private final Clock clock;
  private final Executor threads;
  private final Map<String, BackgroundTask> tasks = new LinkedHashMap<>();
  private long reserved;

  /// The work of a task, to its end.
  @FunctionalInterface
  interface Work {
    ChildEnd run(BackgroundTask task) throws InterruptedException;
  }

  /// @param threads runs each task; a task blocks its thread
  BackgroundTasks(SubAgentSettings settings, Clock clock, Executor threads) {
    this.settings = settings;
    this.clock = clock;
    this.threads = threads;
  }

  /// Takes a place for a task. Counted first: of several calls in one answer none sees the others'.
  ///
  /// @throws InvalidInput if there is none left
  synchronized void reserve() {
    dropExpired();
    long most = settings.backgroundTasks();
    if (running() + reserved >= most) {
      throw new InvalidInput(
          "Maximum "
              + most
              + " background tasks are already running. Wait for one with load, or stop one.");
    }
    reserved++;
  }

  /// Gives the place back that no task needs.
  synchronized void release() {
    reserved--;
  }

  /// Begins a task in the place that was reserved for it.
  ///
  /// @param after runs when the task has ended
  void begin(Child child, Work work, Runnable after) {
    BackgroundTask task = new BackgroundTask(child, clock.instant());
    synchronized (this) {
      reserved--;
      tasks.put(child.id().value(), task);
    }
    try {
      threads.execute(CurrentCaller.carrying(Trail.carrying(() -> run(task, work, after))));
    } catch (RejectedExecutionException _) {
      end(task, STOPPING, after);
    }
  }

  private void run(BackgroundTask task, Work work, Runnable after) {
    ChildEnd end = ChildEnd.failed("The sub-agent broke down");
    try {
      end = work.run(task);
    } catch (InterruptedException _) {
      end = STOPPING;
    } catch (GanderException e) {
      end = ChildEnd.failed(e.text());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "sub-agent " + task.child().id() + " broke down", e);
    } finally {
      end(task, end, after);
    }
  }

  private void end(BackgroundTask task, ChildEnd end, Runnable after) {
    task.ended(end, clock.instant());
    after.run();
  }

  private long running() {
    return tasks.values().stream().filter(BackgroundTask::isRunning).count();
  }

  private void dropExpired() {
    Instant now = clock.instant();
    var kept = settings.resultsKept();
    tasks.values().removeIf(task -> task.isExpired(now, kept));
  }

  synchronized Optional<BackgroundTask> find(String id) {
    dropExpired();
    return Optional.ofNullable(tasks.get(id));
  }

  /// Forgets a task whose result is being delivered.
  ///
  /// @return false if somebody else has it
  synchronized boolean take(BackgroundTask task) {
    return tasks.remove(task.child().id().value(), task);
  }

  /// The oldest first.
  synchronized List<BackgroundTask> all() {
    dropExpired();
    return List.copyOf(tasks.values());
  }
}
