package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.OwnState;
import dev.gander.domain.json.JsonFields;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the processes of a server, whose numbers they write into files `pid-…`.
@EnabledOnOs(value = OS.LINUX, disabledReason = "daemons are found by /proc only")
class EndOfChildrenIT {
  /// An MCP server that has a child, and does not end with its input.
  private static final String EXTENSION =
      """
      #!/bin/sh
      trap '' HUP INT TERM
      echo $$ > pid-extension
      sleep 300 & echo $! > pid-of-extension
      while read -r line; do
        id=${line#*'"id":'}
        id=${id%%,*}
        case $line in
          *'"initialize"'*) result='{"protocolVersion":"2025-03-26","capabilities":{}}' ;;
          *'"tools/list"'*) result='{"tools":[]}' ;;
          *) continue ;;
        esac
        echo '{"jsonrpc":"2.0","id":'"$id"',"result":'"$result"'}'
      done
      exec sleep 300
      """;

  /// One that ends with its input, as most do.
  private static final String SMALL_EXTENSION =
      EXTENSION
          .replace("trap '' HUP INT TERM\n", "")
          .replace("sleep 300 & echo $! > pid-of-extension\n", "")
          .replace("pid-extension", "pid-$$")
          .replace("exec sleep 300\n", "");

  private static final String AGENT = "#!/bin/sh\necho $$ > pid-agent\nexec sleep 300\n";

  private static final String BACKGROUND =
      "sh -c 'echo $$ > pid-background; exec sleep 300' > /dev/null 2>&1 &";

  private static final String COMMAND =
      """
      echo $$ > pid-command
      sh -c 'echo $$ > pid-grandchild; exec sleep 300' &
      (setsid sh -c 'echo $$ > pid-daemon; exec sleep 300' &)
      trap '' HUP INT TERM
      sleep 300
      """;

  @TempDir Path root;
  private final List<Path> folders = new ArrayList<>();

  /// Where a test fails before they have ended.
  @AfterEach
  void endThem() throws IOException {
    for (Path folder : folders) {
      for (ProcessHandle process : running(folder)) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void aKilledServerIsFollowedByItsChildren() throws Exception {
    Path folder = folder("getötet");
    try (ImageServer server = ImageServer.start(folder, Map.of())) {
      String session = server.newSession(folder);
      addExtension(server, session, folder);
      server.answer(session, ImageServer.shell(BACKGROUND));
      server.begin(session, ImageServer.shell(COMMAND));
      awaitRunning(folder, 6);
      ProcessHandle watchdog = watchdogOf(server);

      server.kill();

      Eventually.holds(() -> running(folder).isEmpty());
      Eventually.holds(() -> !runs(watchdog));
      assertEquals(List.of(), records(folder));
    }
  }

  @Test
  void theNextServerEndsTheChildrenOfOneThatWasKilledWithItsWatchdog() throws Exception {
    Path folder = folder("killed");
    Path elsewhere = folder("running");
    Map<String, String> withAgent =
        Map.of(
            "GOOSE_PROVIDER", "claude-code",
            "GOOSE_MODEL", "default",
            "CLAUDE_CODE_COMMAND", program(folder, "claude", AGENT).toString());
    try (ImageServer other = ImageServer.start(elsewhere, Map.of())) {
      other.begin(other.newSession(elsewhere), ImageServer.shell(COMMAND));
      awaitRunning(elsewhere, 3);
      try (ImageServer server = ImageServer.start(folder, withAgent)) {
        server.begin(server.newSession(folder), "hello");
        awaitRunning(folder, 1);
        ProcessHandle watchdog = watchdogOf(server);
        watchdog.destroyForcibly();
        watchdog.onExit().join();
        server.kill();
      }
      Files.writeString(recordFolder(folder).resolve("p1s1"), "malformed");

      try (ImageServer _ = ImageServer.start(folder, withAgent)) {
        Eventually.holds(() -> running(folder).isEmpty());
        Eventually.holds(() -> records(folder).equals(List.of("p1s1")));
      }
      assertEquals(3, running(elsewhere).size());
    }
  }

  @Test
  void manySessionsWithManyExtensionsLeaveNoProcess() throws Exception {
    Path folder = folder("many");
    String extensions = smallExtensions(folder, 5);
    try (ImageServer server = ImageServer.start(folder, Map.of())) {
      for (int round = 1; round <= 2; round++) {
        List<String> sessions = sideBySide(6, _ -> start(server, folder, extensions));
        assertEquals(30, running(folder).size());
        sideBySide(6, i -> server.send("DELETE", "/sessions/" + sessions.get(i), ""));
        Eventually.holds(() -> running(folder).isEmpty());
        forget(folder);
      }
      List<String> sessions = sideBySide(6, _ -> start(server, folder, extensions));
      assertEquals(30, running(folder).size());
      for (String session : sessions.subList(0, 3)) {
        Thread.ofVirtual().start(() -> delete(server, session));
      }
      server.kill();

      Eventually.holds(() -> running(folder).isEmpty());
    }
  }

  private static String smallExtensions(Path folder, int count) throws IOException {
    Path program = program(folder, "small", SMALL_EXTENSION);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"type\": \"stdio\", \"name\": \"s%d\", \"cmd\": \"%s\", \"args\": []}"
                    .formatted(i, program))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String start(ImageServer server, Path folder, String extensions)
      throws IOException, InterruptedException {
    String body =
        "{\"working_dir\": \"%s\", \"extension_overrides\": %s}".formatted(folder, extensions);
    String session = JsonFields.of(server.post("/agent/start", body)).text("id");
    server.resume(session);
    return session;
  }

  private static void delete(ImageServer server, String session) {
    try {
      server.send("DELETE", "/sessions/" + session, "");
    } catch (IOException | InterruptedException _) {
      // The server is killed meanwhile.
    }
  }

  private interface Work<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> sideBySide(int count, Work<T> work) throws Exception {
    List<Future<T>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        all.add(threads.submit(() -> work.run(number)));
      }
    }
    List<T> results = new ArrayList<>();
    for (Future<T> one : all) {
      results.add(one.get());
    }
    return results;
  }

  private static void forget(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "pid-*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aServerThatIsStoppedEndsWhatCommandsHaveLeftInTheBackground() throws Exception {
    Path folder = folder("stopped");
    ProcessHandle watchdog;
    try (ImageServer server = ImageServer.start(folder, Map.of())) {
      server.answer(server.newSession(folder), ImageServer.shell(BACKGROUND));
      awaitRunning(folder, 1);
      watchdog = watchdogOf(server);
    }
    assertEquals(List.of(), running(folder));
    Eventually.holds(() -> !runs(watchdog));
  }

  /// A parent that reads our output to its end would wait for it otherwise, and no second server
  /// could listen where we did.
  @Test
  void theWatchdogHasNoSecretAndNothingOfOursOpen() throws Exception {
    try (ImageServer server = ImageServer.start(folder("watched"), Map.of())) {
      Path watchdog = Path.of("/proc", Long.toString(watchdogOf(server).pid()));
      assertEquals("LC_ALL=C.UTF-8\0", Files.readString(watchdog.resolve("environ")));
      // Its shell may still be loading a library.
      Eventually.holds(() -> names(watchdog.resolve("fd")).equals(List.of("0", "1", "2")));
      for (String output : List.of("1", "2")) {
        assertEquals(
            Path.of("/dev/null"), Files.readSymbolicLink(watchdog.resolve("fd").resolve(output)));
      }
    }
  }

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    folders.add(folder);
    return folder;
  }

  private static Path program(Path folder, String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), script);
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private static void addExtension(ImageServer server, String session, Path folder)
      throws Exception {
    server.post(
        "/agent/add_extension",
        """
        {"session_id": "%s", "config":
          {"type": "stdio", "name": "deaf", "description": "", "cmd": "%s", "args": []}}"""
            .formatted(session, program(folder, "deaf", EXTENSION)));
  }

  /// It starts in the background.
  private static ProcessHandle watchdogOf(ImageServer server) throws InterruptedException {
    ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
    Eventually.holds(() -> watchdogs(process).findFirst().isPresent());
    return watchdogs(process).findFirst().orElseThrow();
  }

  private static Stream<ProcessHandle> watchdogs(ProcessHandle server) {
    return server
        .children()
        .filter(
            child ->
                child
                    .info()
                    .arguments()
                    .filter(words -> words[0].equals("-c") && List.of(words).contains("watchdog"))
                    .isPresent());
  }

  private static void awaitRunning(Path folder, int count) throws Exception {
    Eventually.holds(() -> running(folder).size() == count);
  }

  private static List<ProcessHandle> running(Path folder) throws IOException {
    List<ProcessHandle> running = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "pid-*")) {
      for (Path file : files) {
        String pid = Files.readString(file).strip();
        if (!pid.isEmpty()) {
          ProcessHandle.of(Long.parseLong(pid))
              .filter(EndOfChildrenIT::runs)
              .ifPresent(running::add);
        }
      }
    }
    return running;
  }

  /// One that has ended counts as alive for the JDK until its new parent, `init`, has looked at it.
  private static boolean runs(ProcessHandle process) {
    try {
      return !Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException _) {
      return false;
    }
  }

  private static Path recordFolder(Path folder) {
    return OwnState.CHILDREN.in(folder.resolve("state"));
  }

  private static List<String> records(Path folder) throws IOException {
    return names(recordFolder(folder));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
