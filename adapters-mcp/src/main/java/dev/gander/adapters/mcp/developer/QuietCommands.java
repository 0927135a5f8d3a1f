package dev.gander.adapters.mcp.developer;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.ShellCommands;
import dev.gander.process.ChildRecords;
import dev.gander.process.ProcessTree;
import dev.gander.process.WindowsCommand;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Commands of which only the end matters.
public final class QuietCommands implements ShellCommands {
  private static final Map<String, String> MARKS = Map.of("GOOSE_TERMINAL", "1", "AGENT", "goose");

  private final ChildEnvironment environment;
  private final ChildRecords records;
  private final boolean isWindows;

  /// @param records where commands are recorded while they run
  /// @param osName the system property `os.name`
  public QuietCommands(ChildEnvironment environment, ChildRecords records, String osName) {
    this.environment = environment;
    this.records = records;
    this.isWindows = osName.startsWith("Windows");
  }

  @Override
  public OptionalInt run(String command, Path folder, Duration limit) throws InterruptedException {
    ProcessTree tree = start(command, folder);
    try {
      return tree.process().waitFor(limit)
          ? OptionalInt.of(tree.process().exitValue())
          : OptionalInt.empty();
    } finally {
      if (tree.process().isAlive()) {
        tree.kill();
      }
    }
  }

  private static List<String> onWindows(String command) {
    return Stream.concat(Stream.of("cmd"), WindowsCommand.shell(command).stream()).toList();
  }

  private ProcessTree start(String command, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(isWindows ? onWindows(command) : List.of("sh", "-c", command))
            .directory(folder.toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment.with(MARKS));
    try {
      ProcessTree tree = ProcessTree.start(builder, records);
      tree.process().getOutputStream().close();
      return tree;
    } catch (IOException e) {
      throw new Unavailable("The command cannot be run in " + folder + ": " + e.getMessage(), e);
    }
  }
}
