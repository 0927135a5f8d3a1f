package dev.gander.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A child process and all its descendants. On Linux that includes daemons that left its group and
/// session: they are recognized by a variable in their environment. Elsewhere, only processes whose
/// parents are still alive are found.
public final class ProcessTree {
  private static final System.Logger LOG = System.getLogger(ProcessTree.class.getName());
  private static final String VARIABLE = "GANDER_CALL";

  /// Up to the identity of the process that has put the variable there.
  private static final Pattern STARTER = Pattern.compile("(?:^|\0)" + VARIABLE + "=([^-\0]+)-");

  private final Process root;
  private final String mark;

  private ProcessTree(Process root, String mark) {
    this.root = root;
    this.mark = mark;
  }

  /// Starts a process that ends with this one.
  public static ProcessTree start(ProcessBuilder builder, ChildRecords records) throws IOException {
    String id = ProcessIdentity.current().text() + "-" + UUID.randomUUID();
    builder.environment().put(VARIABLE, id);
    Process root = OperatingSystem.IS_WINDOWS ? startOnWindows(builder) : builder.start();
    records.add(root);
    return new ProcessTree(root, VARIABLE + "=" + id + "\0");
  }

  private static Process startOnWindows(ProcessBuilder builder) throws IOException {
    Optional<JobObject> job = JobObject.ofThisProcess();
    Map<String, String> variables = WindowsVariables.merged(builder.environment());
    builder.environment().clear();
    builder.environment().putAll(variables);
    String windows = variables.getOrDefault("SYSTEMROOT", "C:\\Windows");
    Process root = builder.command(WindowsCommand.of(builder.command(), windows)).start();
    job.ifPresent(own -> own.take(root));
    return root;
  }

  public Process process() {
    return root;
  }

  /// Kills all of them. A concurrent caller waits for the first one.
  public synchronized void kill() {
    killGroup();
    ProcessKill.killAll(this::found, this::runs);
  }

  /// If the root leads a group, as with `setsid`, the group is killed in one step, however fast its
  /// processes start others and end themselves.
  private void killGroup() {
    String group = Long.toString(root.pid());
    if (!root.isAlive() || !Proc.group(root.toHandle()).equals(group)) {
      return;
    }
    ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", "kill -KILL -" + group);
    kill.environment().clear();
    try {
      awaitEnd(kill.redirectErrorStream(true).start());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the processes of group {0} are killed one by one: {1}", group, e);
    }
  }

  private static void awaitEnd(Process process) {
    boolean isInterrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Stream<ProcessHandle> found() {
    Stream<ProcessHandle> family = Stream.concat(Stream.of(root.toHandle()), root.descendants());
    Stream<ProcessHandle> daemons =
        ProcessHandle.allProcesses().filter(process -> Proc.environment(process).contains(mark));
    return Stream.concat(family, daemons);
  }

  /// Our own child counts until its exit code is there.
  private boolean runs(ProcessHandle process) {
    return process.equals(root.toHandle()) ? root.isAlive() : ProcessKill.runs(process);
  }

  /// The process whose child, or descendant of a child, this one is; empty if that is not known.
  static Optional<ProcessIdentity> starterOf(ProcessHandle process) {
    Matcher starter = STARTER.matcher(Proc.environment(process));
    return starter.find() ? ProcessIdentity.parse(starter.group(1)) : Optional.empty();
  }
}
