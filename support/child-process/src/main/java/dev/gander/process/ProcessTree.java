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

/// A child process and all that came from it. On Linux that includes daemons that left its group
/// and its session: they are known by a variable in their environment. Elsewhere only those whose
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

  /// Puts the mark into the environment of a process that is to be started.
  public static void mark(Map<String, String> environment, String id) {
    environment.put(VARIABLE, id);
  }

  /// What came from a process that was started with that mark.
  public static ProcessTree of(Process process, String id) {
    return new ProcessTree(process.toHandle(), VARIABLE + "=" + id + "\0");
  }

  /// Ends all of them, the hard way: a cancel must not wait for anybody's consent. Repeats it until
  /// nothing is left, as a process may start another one in the meantime, and waits for each that
  /// it ended. Not interruptible. A second caller returns when the first one is through.
  public synchronized void kill() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<ProcessHandle> left = found();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      left.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      // One that is about to end has no environment any more, so it is found only once.
      left = Stream.concat(left.stream(), found().stream()).filter(this::runs).collect(toSet());
    }
  }

  private Set<ProcessHandle> found() {
    Stream<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants());
    Stream<ProcessHandle> daemons = ProcessHandle.allProcesses().filter(this::isMarked);
    return Stream.concat(family, daemons).filter(this::runs).collect(toSet());
  }

  /// Read without a channel: an interruption would close that. A process that is gone, or belongs
  /// to somebody else, is not ours.
  private boolean isMarked(ProcessHandle process) {
    try (var file = new FileInputStream("/proc/" + process.pid() + "/environ")) {
      return new String(file.readAllBytes(), ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false;
    }
  }

  /// False also for one that has ended while nobody asks for its exit code, as the first process of
  /// a container often does not.
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
