package dev.gander.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;

import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A child process and all its descendants. On Linux that includes daemons that left its group and
/// session: they are recognized by a variable in their environment. Elsewhere, only processes whose
/// parents are still alive are found.
public final class ProcessTree {
  private static final String VARIABLE = "GANDER_CALL";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ProcessHandle root;
  private final String mark;

  private ProcessTree(ProcessHandle root, String mark) {
    this.root = root;
    this.mark = mark;
  }

  /// Puts the mark into the environment of a process before it is started.
  public static void mark(Map<String, String> environment, String id) {
    environment.put(VARIABLE, id);
  }

  /// The descendants of a process that was started with that mark.
  public static ProcessTree of(Process process, String id) {
    return new ProcessTree(process.toHandle(), VARIABLE + "=" + id + "\0");
  }

  /// Kills all of them forcibly: a cancellation must not depend on their cooperation. Repeats until
  /// nothing is left, since a process may start others in the meantime, and waits for each killed
  /// process; gives up after two seconds. Not interruptible. A concurrent caller waits for the
  /// first one.
  public synchronized void kill() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<ProcessHandle> left = found();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      left.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      // A process that is about to end no longer has an environment, so remember those already
      // found.
      left = Stream.concat(left.stream(), found().stream()).filter(this::runs).collect(toSet());
    }
  }

  private Set<ProcessHandle> found() {
    Stream<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants());
    Stream<ProcessHandle> daemons = ProcessHandle.allProcesses().filter(this::isMarked);
    return Stream.concat(family, daemons).filter(this::runs).collect(toSet());
  }

  /// Reads without a channel, since an interrupt would close one. A process that is gone, or
  /// belongs to another user, is not ours.
  private boolean isMarked(ProcessHandle process) {
    try (var file = new FileInputStream("/proc/" + process.pid() + "/environ")) {
      return new String(file.readAllBytes(), ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false;
    }
  }

  /// False also for a zombie whose exit code is never collected, as often happens if the init
  /// process of a container does not reap.
  private boolean runs(ProcessHandle process) {
    return process.isAlive() && (process.equals(root) || !isZombie(process));
  }

  private static boolean isZombie(ProcessHandle process) {
    try (var file = new FileInputStream("/proc/" + process.pid() + "/stat")) {
      String stat = new String(file.readAllBytes(), ISO_8859_1);
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }
}
