package dev.gander.adapters.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.analyze.AnalysisProgram;
import dev.gander.adapters.mcp.analyze.AnalyzeConnector;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.process.ChildRecords;
import dev.gander.process.JavaProgram.Limits;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The extension with its program, in processes of their own.
@Timeout(120)
class AnalyzeExtensionTest {
  private static final SessionId SESSION = new SessionId("20260102_3");
  private static final Limits ENOUGH = new Limits(64, Duration.ofMinutes(2), 1 << 20);

  @TempDir Path root;
  private Path work;
  private Path temp;
  private Extension extension;

  @BeforeEach
  void start() throws IOException {
    work = Files.createDirectory(root.resolve("größe 🦆")).toRealPath();
    temp = Files.createDirectory(root.resolve("temp"));
    extension = extension(classPath(), ENOUGH);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    extension.close();
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(List.of(), children().toList());
  }

  private Extension extension(List<Path> classPath, Limits limits) {
    var program = new AnalysisProgram(classPath, Map.of(), ChildRecords.in(root), temp, limits);
    return new AnalyzeConnector(program)
        .connect(config("analyze"), new RecordingHost(SESSION, work));
  }

  private static List<Path> classPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator)))
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static ExtensionConfig config(String name) {
    return new ExtensionConfig.Platform(name, "", null, null, List.of(), JsonObject.EMPTY);
  }

  private ToolResult call(String path) throws InterruptedException {
    return call("analyze", JsonObject.of("path", Json.of(path)));
  }

  private ToolResult call(String tool, JsonObject arguments) throws InterruptedException {
    return extension.call(
        new ToolInvocation(SESSION, work, "call_1", tool, arguments), new RecordingProgress());
  }

  /// A call that takes a minute.
  private record SlowCall(FutureTask<ToolResult> result, Thread caller) {}

  private SlowCall slowCall() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(work.resolve("deep" + i + ".java"), "(".repeat(60_000));
    }
    FutureTask<ToolResult> result = new FutureTask<>(() -> call("."));
    return new SlowCall(result, Thread.ofVirtual().start(result));
  }

  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().commandLine().orElse("").contains("AnalyzeProgram"));
  }

  private static ProcessHandle child() {
    while (true) {
      var found = children().findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void answersAboutTheFolderOfTheSession() throws Exception {
    Files.writeString(work.resolve("ö.py"), "def größe():\n    pass\n");
    assertEquals(
        "1 files, 2L, 1F, 0C (depth=3)\npython 100%\n\nö.py [2L, 1F]\n", call(".").joinedText());
    String file = call("./x/../ö.py").joinedText();
    assertEquals("ö.py [2L, 1F] python\n\nfunctions:\n  1: größe()\n", file);
    var focus =
        JsonObject.builder().put("path", ".").put("focus", "größe").put("max_depth", 0L).build();
    assertTrue(call("analyze", focus).joinedText().startsWith("größe: 1 definitions"));
    assertEquals("analyze", extension.tools().getFirst().name());
    assertTrue(extension.tools().getFirst().readOnlyHint().orElseThrow());
    assertTrue(extension.isUnprefixed());
  }

  @Test
  void saysWhatIsWrongWithACall() throws Exception {
    assertEquals("Error: path not found: " + work.resolve("none"), call("none").joinedText());
    for (JsonObject arguments :
        List.of(
            JsonObject.EMPTY,
            JsonObject.of("path", Json.of(1)),
            JsonObject.builder().put("path", ".").put("max_depth", -1L).build(),
            JsonObject.of("path", Json.of("a\0b")),
            JsonObject.builder().put("path", ".").put("focus", "x".repeat(2000)).build())) {
      ToolResult result = call("analyze", arguments);
      assertTrue(result.failed() && result.joinedText().startsWith("Error: "), arguments::toString);
    }
    assertEquals("Error: Missing arguments", call("analyze", null).joinedText());
    assertThrows(ExtensionException.class, () -> call("nonsense", JsonObject.EMPTY));
    assertFalse(new AnalyzeConnector(null).connects(config("developer")));
  }

  @Test
  void saysThatItIsNotInstalled() throws Exception {
    extension = extension(List.of(), ENOUGH);
    assertEquals("Error: analyze is not installed here", call(".").joinedText());
    extension = extension(List.of(temp.resolve("missing.jar")), ENOUGH);
    assertEquals("Error: the analysis crashed (exit code 1)", call(".").joinedText());
  }

  @Test
  void aProgramThatIsKilledCostsItsCallOnly() throws Exception {
    SlowCall call = slowCall();
    child().destroyForcibly();
    ToolResult result = call.result().get();
    assertEquals("Error: the analysis crashed (exit code 137)", result.joinedText());
    Files.writeString(work.resolve("a.py"), "");
    assertFalse(call("a.py").failed());
  }

  @Test
  void aCancelledCallEndsItsProgram() throws Exception {
    SlowCall call = slowCall();
    ProcessHandle child = child();
    call.caller().interrupt();
    var e = assertThrows(ExecutionException.class, call.result()::get);
    assertTrue(e.getCause() instanceof InterruptedException, e::toString);
    assertFalse(child.isAlive());
  }

  @Test
  void closingEndsWhatRuns() throws Exception {
    SlowCall call = slowCall();
    ProcessHandle child = child();
    extension.close();
    var e = assertThrows(ExecutionException.class, call.result()::get);
    assertTrue(e.getCause() instanceof ExtensionException, e::toString);
    assertFalse(child.isAlive());
    assertFalse(extension.isAlive());
    assertThrows(ExtensionException.class, () -> call("."));
    assertThrows(ExtensionException.class, extension::tools);
  }

  @Test
  void aProgramThatTakesTooLongIsEnded() throws Exception {
    extension = extension(classPath(), new Limits(64, Duration.ofMillis(500), 1 << 20));
    ToolResult result = slowCall().result().get();
    assertTrue(result.joinedText().startsWith("Error: the analysis took more than 0 s"));
  }

  @Test
  void aProgramThatNeedsTooMuchMemoryIsEnded() throws Exception {
    extension = extension(classPath(), new Limits(4, Duration.ofMinutes(2), 1 << 20));
    Files.writeString(work.resolve("a.py"), "x = 1\n".repeat(300_000));
    ToolResult result = call("a.py");
    assertTrue(result.joinedText().startsWith("Error: the analysis ran out of memory"));
  }

  @Test
  void anEndlessAnswerIsNoCrash() throws Exception {
    extension = extension(classPath(), new Limits(64, Duration.ofMinutes(2), 20));
    Files.writeString(work.resolve("a.py"), "def a_function_with_a_name(): pass\n");
    assertTrue(call("a.py").joinedText().startsWith("Error: the answer has more than 20 bytes"));
  }

  @Test
  void callsAtOnceAreAnsweredAll() throws Exception {
    for (int i = 0; i < 4; i++) {
      Files.writeString(work.resolve("f" + i + ".py"), "def f" + i + "(): pass\n");
    }
    List<FutureTask<ToolResult>> calls =
        Stream.of("f0.py", "f1.py", "f2.py", "f3.py")
            .map(name -> new FutureTask<>(() -> call(name)))
            .toList();
    calls.forEach(Thread::startVirtualThread);
    for (int i = 0; i < 4; i++) {
      assertTrue(calls.get(i).get().joinedText().contains("1: f" + i + "()"));
    }
  }
}
