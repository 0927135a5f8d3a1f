package dev.gander.adapters.mcp.developer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.developer.DeveloperFixture;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellToolTest extends DeveloperFixture {
  private static JsonObject structured(ToolResult result) {
    return (JsonObject) Objects.requireNonNull(result.structuredContent());
  }

  private static JsonObject.Builder output(String stdout, String stderr) {
    return JsonObject.builder().put("stdout", stdout).put("stderr", stderr);
  }

  @Test
  void tellsWhatACommandPrints() throws Exception {
    ToolResult result = shell("echo hi");
    assertEquals("hi", said(result));
    assertEquals(output("hi", "").put("exit_code", 0).build(), structured(result));
    assertEquals(
        JsonObject.of("annotations", JsonObject.of("priority", Json.of(0.0))),
        ((ToolContent.Text) result.content().getFirst()).other());
  }

  /// Makes a file `read-N` for each piece of output that is told meanwhile, for commands that wait
  /// until they have been read so far: each of their two streams has a reader of its own.
  private RecordingProgress marking() {
    AtomicInteger pieces = new AtomicInteger();
    return new RecordingProgress(
        new Elicited("decline", null), () -> mark("read-" + pieces.incrementAndGet()));
  }

  private void mark(String name) {
    try {
      Files.createFile(work.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A part of a command line.
  private static String untilRead(int pieces) {
    return "; until [ -e read-" + pieces + " ]; do sleep 0.01; done; ";
  }

  private ToolResult shell(String command, ToolProgress progress) throws InterruptedException {
    return call("shell", JsonObject.of("command", Json.of(command)), progress);
  }

  @Test
  void tellsBothStreamsInTheirOrderAndTheExitCode() throws Exception {
    ToolResult result = shell("echo out" + untilRead(1) + "echo err >&2; exit 3", marking());
    assertEquals("out\nerr\n\nCommand exited with code 3", failure(result));
    assertEquals(output("out", "err").put("exit_code", 3).build(), structured(result));
  }

  @Test
  void saysThatACommandPrintedNothing() throws Exception {
    assertEquals("(no output)", said(shell("true")));
    assertEquals("(no output)\n\nCommand exited with code 1", failure(shell("false")));
  }

  @ParameterizedTest
  @CsvSource({
    "printf 'a\\nb',       'a\nb'",
    "printf 'a\\n\\n',     'a\n'",
    "printf '\\n\\na\\n',  '\n\na'",
    "printf 'a\\r\\nb\\n', 'a\r\nb'",
    "printf '\\n',         '(no output)'"
  })
  void dropsTheLastLineFeedOnly(String command, String shown) throws Exception {
    assertEquals(shown, said(shell(command)));
  }

  @Test
  void aLineWithoutAnEndIsNotGluedToTheOtherStream() throws Exception {
    String command = "printf out; exec >&-" + untilRead(1) + "printf err >&2";
    assertEquals("out\nerr", said(shell(command, marking())));
  }

  @Test
  void runsInTheWorkingFolder() throws Exception {
    assertEquals(work.toString(), said(shell("pwd")));
  }

  @Test
  void saysThatTheWorkingFolderIsGone() throws Exception {
    Files.delete(work);
    ToolResult result = shell("pwd");
    assertTrue(failure(result).startsWith("Failed to run the command in " + work), failure(result));
    assertEquals(output("", failure(result)).build(), structured(result));
  }

  @Test
  void hasNoInputAndNoTerminal() throws Exception {
    assertEquals("[]", said(shell("printf '[%s]' \"$(cat)\"")));
    assertEquals("none", said(shell("test -c /dev/stdin && (: < /dev/tty) 2>&- || echo none")));
  }

  @Test
  void tellsCommandsThatAnAgentRunsThem() throws Exception {
    assertEquals("1 goose", said(shell("echo $GOOSE_TERMINAL $AGENT")));
  }

  @Test
  void takesThePathOfTheLoginShell() throws Exception {
    Files.writeString(home.resolve(".bash_profile"), "echo noise; PATH=/opt/mine:$PATH\n");
    developer.close();
    developer = connector().connect(config("developer"), new RecordingHost(SESSION, work));
    assertTrue(said(shell("echo $PATH")).startsWith("/opt/mine:"));
  }

  @Test
  void keepsTheInheritedPathInAnEditorThatDoesNotWantAnother() throws Exception {
    Files.writeString(home.resolve(".bash_profile"), "PATH=/opt/mine:$PATH\n");
    assertEquals(environment().get("PATH"), pathIn(false));
    assertTrue(pathIn(true).startsWith("/opt/mine:"));
  }

  private String pathIn(boolean wantsLoginPath) throws Exception {
    developer.close();
    HostClient editor = new HostClient("editor", "9", JsonObject.EMPTY, wantsLoginPath);
    developer =
        connector().connect(config("developer"), new RecordingHost(SESSION, work).of(editor));
    return said(shell("echo $PATH"));
  }

  @Test
  void keepsTheInheritedPathWhenTheLoginShellFails() throws Exception {
    Files.writeString(home.resolve(".bash_profile"), "PATH=/nowhere; exit 7\n");
    developer.close();
    developer = connector().connect(config("developer"), new RecordingHost(SESSION, work));
    assertEquals(environment().get("PATH"), said(shell("echo $PATH")));
  }

  @Test
  void usesTheShellThatTheEnvironmentNames() throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("GOOSE_SHELL", "sh");
    try (var other =
        connector(environment).connect(config("developer"), new RecordingHost(SESSION, work))) {
      ToolInvocation asked = invocation("shell", JsonObject.of("command", Json.of("basename $0")));
      assertEquals("sh", said(other.call(asked, new RecordingProgress())));
    }
  }

  @Test
  void commandsGetNoKey() throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("GOOSE_SERVER__SECRET_KEY", "the-key-of-the-server");
    environment.put("OPENAI_API_KEY", "of-a-provider");
    // The login shell of the fixture would write that file too, at any time.
    shell("true");
    Files.writeString(home.resolve(".bash_profile"), "env > ~/seen-at-login\n");
    try (var other =
        connector(environment).connect(config("developer"), new RecordingHost(SESSION, work))) {
      ToolInvocation asked = invocation("shell", JsonObject.of("command", Json.of("env")));
      String seen = said(other.call(asked, new RecordingProgress()));
      assertTrue(seen.contains("HOME=" + home), seen);
      assertFalse(seen.contains("KEY="), seen);
    }
    assertFalse(Files.readString(home.resolve("seen-at-login")).contains("KEY="));
  }

  @Test
  void replacesWhatIsNoText() throws Exception {
    assertEquals("a\uFFFDb\0c grüße", said(shell("printf 'a\\377b\\0c grüße'")));
  }

  @Test
  void endsACommandAfterItsTime() throws Exception {
    ToolResult result = shell("echo begun; sleep 60", 3);
    assertEquals("begun\n\nCommand timed out after 3 seconds", failure(result));
    assertEquals(output("begun", "").put("timed_out", true).build(), structured(result));
  }

  @Test
  void aTimeOfZeroIsNoLimit() throws Exception {
    assertEquals("done", said(shell("sleep 0.1; echo done", 0)));
    assertEquals("done", said(shell("echo done", Long.MAX_VALUE)));
  }

  @Test
  void showsTheEndOfManyLinesAndKeepsThemInAFile() throws Exception {
    ToolResult result = shell("seq 1 3000");
    assertEquals(lines(2951, 3000), block(result, 0));
    assertFalse(result.failed());
    assertEquals(lines(2951, 3000), structured(result).text("stdout").orElseThrow());
    String notice = block(result, 1);
    assertTrue(notice.startsWith("[Output exceeded 2000 line limit (3000 lines total)."), notice);
    assertEquals(lines(1, 3000) + "\n", Files.readString(fileIn(notice)));
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("\n"));
  }

  private static Path fileIn(String notice) {
    return Path.of(notice.replaceAll("(?s).* is in (\\S+):.*", "$1"));
  }

  @Test
  void showsExactlyTheLimitInFull() throws Exception {
    assertEquals(lines(1, 2000), said(shell("seq 1 2000")));
    assertEquals(1, shell("head -c 50000 /dev/zero | tr '\\0' x").content().size());
    assertEquals(2, shell("head -c 50001 /dev/zero | tr '\\0' x").content().size());
  }

  @Test
  void anEndlessLineTakesNoEndlessMemory() throws Exception {
    ToolResult result = shell("head -c 100000000 /dev/zero | tr '\\0' x");
    String notice = block(result, 1);
    assertTrue(notice.startsWith("[Output exceeded 50000 byte limit (100000000 bytes"), notice);
    assertTrue(block(result, 0).length() <= 100_000);
    assertEquals(100_000_001, Files.size(fileIn(notice)));
  }

  @Test
  void keepsTheFilesOfTheLastEightLongOutputs() throws Exception {
    Path first = fileIn(block(shell("seq 1 2001"), 1));
    for (int i = 0; i < 8; i++) {
      assertTrue(Files.size(first) < 9900, "the first is still there");
      shell("seq 1000000 1002001");
    }
    assertTrue(Files.size(first) > 9900, "the ninth has taken its place");
    developer.close();
    try (var left = Files.list(temp)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void goesOnWhenTheWholeOutputCannotBeKept() throws Exception {
    Files.delete(temp);
    ToolResult result = shell("seq 1 3000");
    assertTrue(failure(result).contains(lines(2951, 3000)));
    assertEquals(
        "The whole output could not be written to a file: No such file or directory (os error 2)",
        structured(result).text("output_collection_error").orElseThrow());
  }

  @Test
  void tellsTheOutputOfALongCommandMeanwhile() throws Exception {
    RecordingProgress progress = marking();
    String command = "echo one" + untilRead(1) + "echo two >&2" + untilRead(2) + "echo three";
    assertEquals("one\ntwo\nthree", said(shell(command, progress)));
    List<JsonObject> told =
        progress.notifications().stream()
            .filter(message -> message.method().equals("notifications/message"))
            .map(message -> message.params().object("data").orElseThrow())
            .toList();
    assertEquals(List.of(live("stdout", "one"), live("stderr", "two")), told);
  }

  private static JsonObject live(String stream, String output) {
    return JsonObject.builder()
        .put("type", "shell_output")
        .put("stream", stream)
        .put("output", output)
        .build();
  }

  @Test
  void tellsNothingMeanwhileOfAQuickCommand() throws Exception {
    RecordingProgress progress;
    long start;
    // On a busy machine even this may take longer than the second after which it is told.
    do {
      progress = new RecordingProgress();
      start = System.nanoTime();
      shell("echo quick", progress);
    } while (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(900));
    assertEquals(List.of(), progress.notifications());
  }

  @Test
  void refusesABlankCommand() throws Exception {
    ToolResult result = shell(" \n");
    assertEquals("Command cannot be empty.", failure(result));
    assertEquals(output("", "Command cannot be empty.").build(), structured(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                      | missing field `command`
          {"command":5}                           | command: invalid type: integer `5`, expected a string
          {"command":null}                        | command: invalid type: null, expected a string
          {"command":"true","timeout_secs":-1}    | timeout_secs: invalid value: integer `-1`, expected u64
          {"command":"true","timeout_secs":"1"}   | timeout_secs: invalid type: string "1", expected i64
          """)
  void saysWhatIsWrongWithTheArguments(String arguments, String problem) throws Exception {
    var parsed = (JsonObject) JsonText.parse(arguments);
    ToolResult result = call("shell", parsed);
    assertEquals("Error: Failed to parse arguments: " + problem, failure(result));
    assertEquals(output("", failure(result)).build(), structured(result));
  }

  @Test
  void saysThatThereAreNoArguments() throws Exception {
    var invocation = new ToolInvocation(SESSION, work, "", "shell", null);
    assertEquals(
        "Error: Missing arguments", failure(developer.call(invocation, new RecordingProgress())));
  }

  @Test
  void refusesACommandThatTheSystemCannotTake() throws Exception {
    assertTrue(failure(shell("echo \0")).startsWith("Failed to run the command in "));
    assertTrue(failure(shell("# " + "x".repeat(200_000))).contains("Argument list too long"));
  }

  @Test
  void aCommandKilledByASignalHasFailed() throws Exception {
    ToolResult result = shell("kill -9 $$");
    assertEquals("(no output)\n\nCommand exited with code 137", failure(result));
  }
}
