package dev.gander.adapters.mcp.developer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.recipe.ShellCommands;
import dev.gander.process.ChildRecords;
import dev.gander.testkit.tool.ShellCommandsContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class QuietCommandsTest implements ShellCommandsContract {
  private static final String SECRET = "GOOSE_SERVER__SECRET_KEY";

  @TempDir Path folder;

  private final QuietCommands shell =
      new QuietCommands(
          ChildEnvironment.of(Map.of("PATH", System.getenv("PATH"), SECRET, "our own")),
          ChildRecords.in(Path.of("target", "state")),
          "Linux");

  @Override
  public ShellCommands shell() {
    return shell;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public long running() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().arguments().map(QuietCommandsTest::sleeps).orElse(false))
        .count();
  }

  private static boolean sleeps(String[] arguments) {
    return arguments.length == 1 && arguments[0].equals("300");
  }

  @Test
  void aCommandRunsInItsFolderWithNothingToReadAndNoKeyOfOurs() throws Exception {
    String command =
        "cat && test -z \"$"
            + SECRET
            + "\" && test \"$AGENT$GOOSE_TERMINAL\" = goose1 && pwd > here";

    assertEquals(OptionalInt.of(0), shell.run(command, folder, LONG));
    assertEquals(folder.toRealPath().toString(), Files.readString(folder.resolve("here")).strip());
  }

  /// Whoever prints more than a pipe holds must not wait for a reader.
  @Test
  void whatItPrintsIsDropped() throws Exception {
    assertEquals(
        OptionalInt.of(0),
        shell.run("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2", folder, LONG));
  }
}
