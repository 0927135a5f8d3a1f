package dev.gander.adapters.mcp.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// A child that leads its own session, and everything that it started. Grandchildren whose parent
/// has gone still belong to the session, which Linux tells in `/proc`; elsewhere only living
/// ancestors lead to them.
final class ProcessGroup {
  private static final Path PROC = Path.of("/proc");
  private static final int SESSION_AFTER_NAME = 3;

  private final ProcessHandle leader;

  ProcessGroup(ProcessHandle leader) {
    this.leader = leader;
  }

  /// Ends all of them at once, as often as it takes to catch those that are just being started.
  void kill() {
    Set<ProcessHandle> killed = new HashSet<>();
    while (killed.addAll(killOnce())) {
      Thread.onSpinWait();
    }
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
    sessionMembers().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(members::add);
    members.remove(ProcessHandle.current());
    return members;
  }

  private Stream<Long> sessionMembers() {
    if (!Files.isDirectory(PROC)) {
      return Stream.empty();
    }
    try (Stream<Path> processes = Files.list(PROC)) {
      return processes
          .map(process -> process.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .map(Long::valueOf)
          .filter(this::isOfSession)
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /// `/proc/PID/stat`: number, name in parentheses, state, parent, group, session.
  private boolean isOfSession(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(afterName[SESSION_AFTER_NAME]) == leader.pid();
    } catch (IOException e) {
      // It has ended meanwhile.
      return false;
    }
  }
}
