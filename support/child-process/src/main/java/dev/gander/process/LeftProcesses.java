package dev.gander.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is left of processes that were started by [ProcessTree]: the recorded children of a
/// program, their descendants, and, on Linux, all processes that have inherited their mark, also
/// those of programs with other records.
public final class LeftProcesses {
  private static final Logger LOG = System.getLogger(LeftProcesses.class.getName());

  private final ChildRecords records;
  private final Predicate<ProcessIdentity> parents;

  private LeftProcesses(ChildRecords records, Predicate<ProcessIdentity> parents) {
    this.records = records;
    this.parents = parents;
  }

  /// Those whose programs have not ended them before they ended themselves.
  public static LeftProcesses ofDeadPrograms(ChildRecords records) {
    return new LeftProcesses(records, program -> !program.isRunning());
  }

  /// Those of this program.
  public static LeftProcesses ofThisProgram(ChildRecords records) {
    return new LeftProcesses(records, ProcessIdentity.current()::equals);
  }

  /// Kills them, and waits for their end.
  public void end() {
    int count = ProcessKill.killAll(this::found, ProcessKill::runs);
    if (count > 0) {
      LOG.log(Level.INFO, "ended {0} processes that were left behind", count);
    }
    entries().stream()
        .filter(entry -> !entry.child().isRunning())
        .forEach(ChildRecords.Entry::delete);
  }

  private List<ChildRecords.Entry> entries() {
    return records.all().stream().filter(entry -> parents.test(entry.parent())).toList();
  }

  /// Without us: whoever started this program may be one of them.
  private Stream<ProcessHandle> found() {
    Stream<ProcessHandle> recorded =
        entries().stream().flatMap(entry -> entry.child().find().stream());
    Stream<ProcessHandle> marked = ProcessHandle.allProcesses().filter(this::isMarked);
    return Stream.concat(recorded, marked)
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .filter(process -> !process.equals(ProcessHandle.current()));
  }

  private boolean isMarked(ProcessHandle process) {
    return Proc.countsAsWeDo(process) && ProcessTree.starterOf(process).filter(parents).isPresent();
  }
}
