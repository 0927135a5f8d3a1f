package dev.gander.adapters.mcp.analyze;

import dev.gander.domain.tool.ToolResult;
import dev.gander.process.ChildRecords;
import dev.gander.process.JavaProgram;
import dev.gander.process.JavaProgram.End;
import dev.gander.process.JavaProgram.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// The program that analyzes, in a process of its own for each call: parsers are native code, and
/// what they do to it they do to this call alone. At most two run at once, others wait.
/// Thread-safe.
public final class AnalysisProgram {
  private static final String MAIN = "dev.gander.adapters.analyze.AnalyzeProgram";
  private static final int AT_ONCE = 2;

  /// What the program needs of our environment: where the user's ignore file is, and, on Windows,
  /// where the system's libraries are.
  private static final List<String> VARIABLES = List.of("HOME", "XDG_CONFIG_HOME", "SystemRoot");

  private final JavaProgram program;
  private final Semaphore free = new Semaphore(AT_ONCE, true);

  /// @param classPath the jars of the program; none if it is not installed
  /// @param environment ours
  /// @param records where its processes are recorded while they run
  /// @param temp where each gets a folder for its native libraries
  public AnalysisProgram(
      List<Path> classPath, Map<String, String> environment, ChildRecords records, Path temp) {
    this(classPath, environment, records, temp, new Limits(256, Duration.ofSeconds(60), 16 << 20));
  }

  /// As above, with limits of the caller's choice. Its trees are beside the heap, and limited by
  /// the size of the files that it reads.
  public AnalysisProgram(
      List<Path> classPath,
      Map<String, String> environment,
      ChildRecords records,
      Path temp,
      Limits limits) {
    Map<String, String> needed = new HashMap<>(environment);
    needed.keySet().retainAll(VARIABLES);
    this.program =
        new JavaProgram(
            classPath,
            MAIN,
            List.of("--enable-native-access=ALL-UNNAMED"),
            needed,
            records,
            temp,
            limits);
  }

  ToolResult run(AnalysisCall call) throws InterruptedException {
    if (program.classPath().isEmpty()) {
      return failed("analyze is not installed here");
    }
    free.acquire();
    try {
      return result(program.run(call::write));
    } catch (IOException e) {
      return failed("the analysis cannot be started: " + e.getMessage());
    } finally {
      free.release();
    }
  }

  private ToolResult result(End end) {
    String less = "; choose a subfolder or a smaller max_depth";
    return switch (end) {
      case End.Answer(boolean isError, String text) ->
          isError ? ToolResult.error(text) : ToolResult.text(text);
      case End.TooLate() -> failed("the analysis took more than %d s".formatted(seconds()) + less);
      case End.TooLong() ->
          failed(
              "the answer has more than %d bytes".formatted(program.limits().answerBytes()) + less);
      case End.OutOfMemory() -> failed("the analysis ran out of memory" + less);
      case End.Crash(int code) -> failed("the analysis crashed (exit code %d)".formatted(code));
    };
  }

  private long seconds() {
    return program.limits().time().toSeconds();
  }

  private static ToolResult failed(String problem) {
    return ToolResult.error("Error: " + problem);
  }
}
