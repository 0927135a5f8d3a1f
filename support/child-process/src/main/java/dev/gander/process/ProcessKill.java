package dev.gander.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Kills processes forcibly: an end must not depend on their cooperation.
final class ProcessKill {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private ProcessKill() {}

  /// Kills each process as soon as it is found, and repeats until nothing is found, since a process
  /// may start others in the meantime. Waits for each that was killed; gives up when for two
  /// seconds there was none that is new. Not interruptible.
  ///
  /// @param runs false for those that have ended
  /// @return how many were found
  static int killAll(Supplier<Stream<ProcessHandle>> found, Predicate<ProcessHandle> runs) {
    long end = System.nanoTime() + LONGEST.toNanos();
    Set<ProcessHandle> all = new HashSet<>();
    Set<ProcessHandle> left = kill(found.get().filter(runs));
    long deadline = end;
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      if (all.addAll(left)) {
        deadline = Math.min(end, System.nanoTime() + PATIENCE.toNanos());
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      // A process that is about to end no longer has an environment, so remember those already
      // found.
      left = kill(Stream.concat(left.stream(), found.get()).filter(runs));
    }
    return all.size();
  }

  private static Set<ProcessHandle> kill(Stream<ProcessHandle> processes) {
    Set<ProcessHandle> killed = new HashSet<>();
    processes.forEach(
        process -> {
          process.destroyForcibly();
          killed.add(process);
        });
    return killed;
  }

  /// False also for a zombie whose exit code is never collected, as often happens if the init
  /// process of a container does not reap.
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && !Proc.isZombie(process);
  }
}
