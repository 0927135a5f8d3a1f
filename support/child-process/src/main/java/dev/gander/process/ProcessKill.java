package dev.gander.process;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Kills processes forcibly: an end must not depend on their cooperation.
final class ProcessKill {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private ProcessKill() {}

  /// Repeats until nothing is found, since a process may start others in the meantime, and waits
  /// for each killed process; gives up after two seconds. Not interruptible.
  ///
  /// @param runs false for those that have ended
  /// @return how many there were
  static int killAll(Supplier<Stream<ProcessHandle>> found, Predicate<ProcessHandle> runs) {
    Set<ProcessHandle> left = found.get().filter(runs).collect(toSet());
    Set<ProcessHandle> all = left;
    // To look may itself take seconds on a machine that stalls: whatever was found is killed.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!left.isEmpty()) {
      left.forEach(ProcessHandle::destroyForcibly);
      if (System.nanoTime() - deadline > 0) {
        break;
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      // A process that is about to end no longer has an environment, so remember those already
      // found.
      left = Stream.concat(left.stream(), found.get()).filter(runs).collect(toSet());
      all = Stream.concat(all.stream(), left.stream()).collect(toSet());
    }
    return all.size();
  }

  /// False also for a zombie whose exit code is never collected, as often happens if the init
  /// process of a container does not reap.
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && !Proc.isZombie(process);
  }
}
