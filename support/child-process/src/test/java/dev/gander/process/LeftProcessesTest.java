package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LeftProcessesTest {
  private static final ProcessIdentity DEAD =
      new ProcessIdentity(ProcessIdentity.current().pid(), "1");
  private static final String PARENT = "sleep 600 & echo $$ $!; wait";

  /// Stays the same program: while one takes the place of another, nobody can read its environment.
  /// Its parent ends when its line was read: with the parent, the JDK closes the pipe.
  private static final String DAEMON = "(setsid sh -c 'echo $$ $$; sleep 600; :' &); read -r go; :";

  /// A process and one that it has started.
  private record Family(Process process, long parent, long child) {
    boolean runs() {
      return Ended.isRunning(parent) && Ended.isRunning(child);
    }

    boolean hasEnded() {
      return !Ended.isRunning(parent) && !Ended.isRunning(child);
    }
  }

  @TempDir Path state;
  private final List<Family> started = new ArrayList<>();
  private ChildRecords records;

  @BeforeEach
  void createFolder() throws IOException {
    records = ChildRecords.in(state);
    Files.createDirectories(records.folder());
  }

  @AfterEach
  void endThem() {
    for (Family family : started) {
      ProcessHandle.of(family.child()).ifPresent(ProcessHandle::destroyForcibly);
      ProcessHandle.of(family.parent()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Family start(String script, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    return family(builder.start());
  }

  private Family family(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    String[] pids = output.readLine().split(" ");
    Family family = new Family(process, Long.parseLong(pids[0]), Long.parseLong(pids[1]));
    started.add(family);
    process.getOutputStream().close();
    return family;
  }

  private static Map<String, String> markOf(ProcessIdentity program) {
    return Map.of("GANDER_CALL", program.text() + "-1");
  }

  private Path record(ProcessIdentity parent, ProcessIdentity child) throws IOException {
    return Files.createFile(records.folder().resolve(parent.text() + "-" + child.text()));
  }

  private static ProcessIdentity identity(Family family) {
    return ProcessIdentity.of(family.process().toHandle());
  }

  private List<ChildRecords.Entry> recorded() {
    return records.all();
  }

  @Test
  void recordedChildrenOfDeadProgramsAreEndedWithTheirDescendants() throws Exception {
    Family left = start(PARENT, Map.of());
    record(DEAD, identity(left));
    LeftProcesses.ofDeadPrograms(records).end();
    assertTrue(left.hasEnded());
    assertEquals(List.of(), recorded());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "marks are found by /proc only")
  void markedDaemonsOfDeadProgramsAreEndedWithoutARecord() throws Exception {
    Family left = start(DAEMON, markOf(DEAD));
    LeftProcesses.ofDeadPrograms(records).end();
    assertTrue(left.hasEnded());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "marks are found by /proc only")
  void aMarkAtTheEndOfALongEnvironmentIsFound() throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-i", "LONG=" + "x".repeat(9_000)));
    markOf(DEAD).forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("sleep", "600"));
    Process left = new ProcessBuilder(command).start();
    try {
      Ended.await(() -> isMarked(left.toHandle()));
      LeftProcesses.ofDeadPrograms(records).end();
      assertFalse(Ended.isRunning(left.pid()));
    } finally {
      left.destroyForcibly();
    }
  }

  @Test
  void childrenOfAnotherProgramThatRunsAreLeftAlone() throws Exception {
    Family program = start(PARENT, Map.of());
    Family child = start(PARENT, markOf(identity(program)));
    record(identity(program), identity(child));
    LeftProcesses.ofDeadPrograms(records).end();
    LeftProcesses.ofThisProgram(records).end();
    assertTrue(child.runs());
    assertEquals(1, recorded().size());
  }

  /// Seen from outside of a container, whose server has another number here.
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "marks are found by /proc only")
  void processesInContainersAreLeftAlone() throws Exception {
    List<String> contained = List.of("unshare", "--pid", "--fork", "--mount-proc", "env");
    assumeTrue(
        new ProcessBuilder(contained).redirectOutput(Redirect.DISCARD).start().waitFor() == 0,
        "needs the right to make namespaces");
    List<String> command = new ArrayList<>(contained);
    markOf(DEAD).forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("sleep", "600"));
    Process container = new ProcessBuilder(command).start();
    try {
      Ended.await(() -> container.children().anyMatch(LeftProcessesTest::isMarked));
      LeftProcesses.ofDeadPrograms(records).end();
      assertTrue(container.children().allMatch(ProcessKill::runs));
      assertTrue(container.isAlive());
    } finally {
      container.children().forEach(ProcessHandle::destroyForcibly);
      container.destroyForcibly().waitFor();
    }
  }

  private static boolean isMarked(ProcessHandle process) {
    return ProcessTree.starterOf(process).filter(DEAD::equals).isPresent();
  }

  @Test
  void aLaterProcessWithTheNumberOfAChildIsLeftAlone() throws Exception {
    Family other = start(PARENT, Map.of());
    record(DEAD, new ProcessIdentity(identity(other).pid(), "1"));
    LeftProcesses.ofDeadPrograms(records).end();
    assertTrue(other.runs());
    assertEquals(List.of(), recorded());
  }

  @Test
  void otherFilesAmongTheRecordsAreLeftAloneAndDoNoHarm() throws Exception {
    Family left = start(PARENT, Map.of());
    for (String name : List.of("p1", "a-b", "-", "p1s2-p3s4-p5s6", ".DS_Store")) {
      Files.writeString(records.folder().resolve(name), "anything");
    }
    Files.createFile(
        Files.createDirectory(records.folder().resolve(DEAD.text() + "-p1s1")).resolve("file"));
    record(DEAD, identity(left));
    LeftProcesses.ofDeadPrograms(records).end();
    assertTrue(left.hasEnded());
    try (var files = Files.list(records.folder())) {
      assertEquals(6, files.count());
    }
  }

  @Test
  void aFolderThatDoesNotExistHoldsNothing() {
    LeftProcesses.ofDeadPrograms(ChildRecords.in(state.resolve("none"))).end();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "marks are found by /proc only")
  void daemonsOfThisProgramAreEnded() throws Exception {
    ProcessTree tree = ProcessTree.start(new ProcessBuilder("sh", "-c", DAEMON), records);
    Family daemon = family(tree.process());
    assertEquals(0, tree.process().waitFor());
    assertTrue(daemon.runs());
    LeftProcesses.ofDeadPrograms(records).end();
    assertTrue(daemon.runs());
    LeftProcesses.ofThisProgram(records).end();
    assertTrue(daemon.hasEnded());
  }

  @Test
  void aChildIsRecordedWhileItRuns() throws Exception {
    ChildRecords fresh = ChildRecords.in(state.resolve("fresh"));
    ProcessTree tree = ProcessTree.start(new ProcessBuilder("sh", "-c", PARENT), fresh);
    Family child = family(tree.process());
    assertEquals(
        List.of(identity(child)), fresh.all().stream().map(ChildRecords.Entry::child).toList());
    tree.kill();
    Ended.await(() -> fresh.all().isEmpty());
  }

  @Test
  void aChildThatCannotBeRecordedRunsAllTheSame() throws Exception {
    Path file = Files.createFile(state.resolve("file"));
    Family child =
        family(
            ProcessTree.start(new ProcessBuilder("sh", "-c", PARENT), new ChildRecords(file))
                .process());
    assertTrue(child.runs());
  }
}
