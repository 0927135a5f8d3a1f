package dev.gander.process;

import java.util.Map;
import java.util.stream.Stream;

/// A child process and all its descendants. On Linux that includes daemons that left its group and
/// session: they are recognized by a variable in their environment. Elsewhere, only processes whose
/// parents are still alive are found.
public final class ProcessTree {
  private static final String VARIABLE = "GANDER_CALL";

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

  /// Kills all of them. A concurrent caller waits for the first one.
  public synchronized void kill() {
    ProcessKill.killAll(this::found, this::runs);
  }

  private Stream<ProcessHandle> found() {
    Stream<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants());
    Stream<ProcessHandle> daemons =
        ProcessHandle.allProcesses().filter(process -> Proc.environment(process).contains(mark));
    return Stream.concat(family, daemons);
  }

  /// Our own child counts until its exit code is there.
  private boolean runs(ProcessHandle process) {
    return process.equals(root) ? process.isAlive() : ProcessKill.runs(process);
  }
}
