package dev.gander.adapters.mcp.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.tool.ToolResult;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.TemporaryFolders;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The program that analyzes, in a process of its own for each call: parsers are native code, and
/// what they do to it they do to this call alone. At most two run at once, others wait.
/// Thread-safe.
public final class AnalysisProgram {
  private static final Logger LOG = System.getLogger(AnalysisProgram.class.getName());
  private static final String MAIN = "dev.gander.adapters.analyze.AnalyzeProgram";
  private static final int AT_ONCE = 2;
  private static final Duration LAST_BREATH = Duration.ofSeconds(5);

  /// The exit code of a JVM with `ExitOnOutOfMemoryError`.
  private static final int OUT_OF_MEMORY = 3;

  /// What the program needs of our environment: where the user's ignore file is, and, on Windows,
  /// where the system's libraries are.
  private static final List<String> VARIABLES = List.of("HOME", "XDG_CONFIG_HOME", "SystemRoot");

  private final List<Path> classPath;
  private final Map<String, String> environment;
  private final ChildRecords records;
  private final Path temp;
  private final Limits limits;
  private final Semaphore free = new Semaphore(AT_ONCE, true);

  /// @param heapMegabytes what the program may keep in mind; its trees are beside that, and limited
  ///   by the size of the files that it reads
  /// @param time after which it is ended
  /// @param answerBytes the longest answer
  public record Limits(int heapMegabytes, Duration time, int answerBytes) {}

  /// @param classPath the jars of the program; none if it is not installed
  /// @param environment ours
  /// @param records where its processes are recorded while they run
  /// @param temp where each gets a folder for its native libraries
  public AnalysisProgram(
      List<Path> classPath, Map<String, String> environment, ChildRecords records, Path temp) {
    this(classPath, environment, records, temp, new Limits(256, Duration.ofSeconds(60), 16 << 20));
  }

  /// As above, with limits of the caller's choice.
  public AnalysisProgram(
      List<Path> classPath,
      Map<String, String> environment,
      ChildRecords records,
      Path temp,
      Limits limits) {
    this.classPath = List.copyOf(classPath);
    this.environment = childEnvironment(environment);
    this.records = records;
    this.temp = temp;
    this.limits = limits;
  }

  private static Map<String, String> childEnvironment(Map<String, String> ours) {
    Map<String, String> environment = new HashMap<>(ours);
    environment.keySet().retainAll(VARIABLES);
    // Without it, Java on Linux finds no file whose name has letters beyond ASCII.
    environment.put("LC_ALL", "C.UTF-8");
    return environment;
  }

  ToolResult run(AnalysisCall call) throws InterruptedException {
    if (classPath.isEmpty()) {
      return failed("analyze is not installed here");
    }
    free.acquire();
    try {
      Path folder = TemporaryFolders.create(temp, "gander-analyze-");
      try {
        return run(call, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      return failed("the analysis cannot be started: " + e.getMessage());
    } finally {
      free.release();
    }
  }

  private ToolResult run(AnalysisCall call, Path folder) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ChildProcess child = ChildProcess.start(java, command(folder), environment, folder, records);
    try {
      send(call, child);
      FutureTask<byte[]> answer =
          new FutureTask<>(() -> child.stdout().readNBytes(limits.answerBytes() + 1));
      Thread.ofVirtual().name("analyze-" + child.pid()).start(answer);
      return result(answer.get(limits.time().toMillis(), TimeUnit.MILLISECONDS), child);
    } catch (TimeoutException _) {
      return failed(
          "the analysis took more than %d s; choose a subfolder or a smaller max_depth"
              .formatted(limits.time().toSeconds()));
    } catch (ExecutionException e) {
      return failed("the analysis broke off: " + e.getCause());
    } finally {
      child.stop(Duration.ZERO);
    }
  }

  /// It keeps no files of its own, not even when it crashes.
  private List<String> command(Path folder) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xmx" + limits.heapMegabytes() + "m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash"));
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.addAll(List.of("-Djava.io.tmpdir=" + folder, "--enable-native-access=ALL-UNNAMED"));
    List<String> jars = classPath.stream().map(Path::toString).toList();
    command.addAll(List.of("-cp", String.join(File.pathSeparator, jars), MAIN));
    return command;
  }

  /// A program that has died already says so by its end.
  private static void send(AnalysisCall call, ChildProcess child) {
    try {
      call.write(child.stdin());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the analysis reads no request", e);
    }
  }

  /// The first byte tells whether the text is an error.
  private ToolResult result(byte[] answer, ChildProcess child) throws InterruptedException {
    if (answer.length > limits.answerBytes()) {
      return failed(
          "the answer has more than %d bytes; choose a subfolder or a smaller max_depth"
              .formatted(limits.answerBytes()));
    }
    int exit = child.awaitExit(LAST_BREATH);
    if (exit == 0 && answer.length > 0) {
      String text = new String(answer, 1, answer.length - 1, UTF_8);
      return answer[0] == 0 ? ToolResult.text(text) : ToolResult.error(text);
    }
    LOG.log(Level.WARNING, "analyze ended with {0}: {1}", exit, child.stderr());
    return failed(
        exit == OUT_OF_MEMORY
            ? "the analysis ran out of memory; choose a subfolder or a smaller max_depth"
            : "the analysis crashed (exit code %d)".formatted(exit));
  }

  private static ToolResult failed(String problem) {
    return ToolResult.error("Error: " + problem);
  }

  private static void delete(Path folder) {
    try {
      TemporaryFolders.deleteWithFiles(folder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the folder " + folder + " stays behind", e);
    }
  }
}
