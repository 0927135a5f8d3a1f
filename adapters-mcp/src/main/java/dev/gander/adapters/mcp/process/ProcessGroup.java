package dev.gander.adapters.mcp.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A child that leads its own session, and everything that it started. Grandchildren whose parent
/// has gone still belong to the session, which Linux tells in `/proc`; elsewhere only living
/// ancestors lead to them.
final class ProcessGroup {
  private static final Logger LOG = System.getLogger(ProcessGroup.class.getName());
  private static final Path PROC = Path.of("/proc");
  private static final int LONGEST_WAIT_MILLIS = 1000;

  private final ProcessHandle leader;

  ProcessGroup(ProcessHandle leader) {
    this.leader = leader;
  }

  /// Ends all of them, those that are just being started too, and waits until they are gone.
  void kill() {
    Set<ProcessHandle> killed = new HashSet<>();
    while (killed.addAll(killOnce())) {
      Thread.onSpinWait();
    }
    killed.forEach(ProcessGroup::awaitEnd);
  }

  private Set<ProcessHandle> killOnce() {
    Set<ProcessHandle> members = members();
    members.forEach(ProcessHandle::destroyForcibly);
    return members;
  }

  private Set<ProcessHandle> members() {
    Set<ProcessHandle> members = new HashSet<>();
    if (leader.isAlive()) {
      members.add(leader);
      leader.descendants().forEach(members::add);
    }
    members.addAll(sessionMembers());
    return members;
  }

  private Set<ProcessHandle> sessionMembers() {
    if (!Files.isDirectory(PROC)) {
      return Set.of();
    }
    try (Stream<Path> processes = Files.list(PROC)) {
      return processes
          .map(process -> process.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .map(Long::valueOf)
          .filter(pid -> ProcessState.of(pid).filter(this::isMember).isPresent())
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Nobody can tell what process {0} started: {1}", leader.pid(), e);
      return Set.of();
    }
  }

  private boolean isMember(ProcessState state) {
    return state.session() == leader.pid() && !state.hasEnded();
  }

  private static void awaitEnd(ProcessHandle process) {
    for (int i = 0; i < LONGEST_WAIT_MILLIS && isRunning(process); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /// One that has ended stays in the list of processes until its parent has asked for it.
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive()
        && ProcessState.of(process.pid()).filter(ProcessState::hasEnded).isEmpty();
  }

  /// What `/proc/PID/stat` says: number, name in parentheses, state, parent, group, session, ….
  private record ProcessState(char letter, long session) {
    static Optional<ProcessState> of(long pid) {
      try {
        String stat = Files.readString(PROC.resolve(pid + "/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Optional.of(new ProcessState(afterName[0].charAt(0), Long.parseLong(afterName[3])));
      } catch (IOException e) {
        // Not on Linux, or it is gone.
        return Optional.empty();
      }
    }

    boolean hasEnded() {
      return letter == 'Z' || letter == 'X';
    }
  }
}
