package dev.gander.adapters.mcp.developer.shell;

import dev.gander.adapters.mcp.developer.tool.DeveloperTool;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.extension.BundledServers;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.ToolResult;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `shell`: runs a command line and reports its output at the end, and also meanwhile if it takes
/// longer than a second. A time-out or a cancel ends the command with all its processes; processes
/// that it leaves in the background when it ends keep running until the server ends.
public final class ShellTool implements DeveloperTool {
  /// How long to wait for output after the command has ended (goosed 1.36).
  private static final Duration DRAIN = Duration.ofMillis(500);

  private static final Duration LONGEST = Duration.ofDays(365);

  private final Shell shell;
  private final ChildEnvironment environment;
  private final ChildRecords records;
  private final BundledServers.LoginPath loginPath;
  private final OutputFiles outputs;

  public ShellTool(
      Shell shell,
      ChildEnvironment environment,
      ChildRecords records,
      BundledServers.LoginPath loginPath,
      OutputFiles outputs) {
    this.shell = shell;
    this.environment = environment;
    this.records = records;
    this.loginPath = loginPath;
    this.outputs = outputs;
  }

  @Override
  public String name() {
    return "shell";
  }

  @Override
  public ToolResult refusal(String problem) {
    return ShellAnswer.notRun(problem);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    JsonFields arguments = JsonFields.of(invocation.arguments());
    String command = arguments.text("command");
    Long seconds = arguments.optional("timeout_secs", JsonFields::asUnsigned);
    if (command.isBlank()) {
      return refusal("Command cannot be empty.");
    }
    return run(command, invocation.workingDir(), seconds == null ? 0 : seconds, progress);
  }

  private ToolResult run(String command, Path folder, long seconds, ToolProgress progress)
      throws InterruptedException {
    var output = new CommandOutput(outputs::open);
    try {
      var run =
          CommandRun.start(shell.running(command), folder, commandEnvironment(), records, output);
      return watch(run, seconds, output, progress);
    } catch (IOException e) {
      return refusal("Failed to run the command in " + folder + ": " + e.getMessage());
    } finally {
      output.finish();
    }
  }

  private static ToolResult watch(
      CommandRun run, long seconds, CommandOutput output, ToolProgress progress)
      throws InterruptedException {
    boolean over = false;
    try {
      boolean inTime = run.await(limit(seconds), () -> output.live().report(progress));
      if (!inTime) {
        run.kill();
      }
      boolean complete = run.awaitOutput(DRAIN);
      over = true;
      Integer exitCode = inTime ? run.exitCode() : null;
      return ShellAnswer.of(exitCode, seconds, complete, output.finish());
    } finally {
      if (!over) {
        run.kill();
      }
    }
  }

  private static @Nullable Duration limit(long seconds) {
    return seconds == 0 ? null : Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
  }

  private Map<String, String> commandEnvironment() throws InterruptedException {
    Map<String, String> variables = new HashMap<>();
    variables.put("GOOSE_TERMINAL", "1");
    variables.put("AGENT", "goose");
    String path = loginPath.await();
    if (path != null) {
      variables.put("PATH", path);
    }
    return environment.with(variables);
  }
}
