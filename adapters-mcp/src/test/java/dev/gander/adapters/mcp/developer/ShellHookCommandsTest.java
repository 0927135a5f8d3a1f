package dev.gander.adapters.mcp.developer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookAnswer;
import dev.gander.domain.hook.HookCommands;
import dev.gander.process.ChildRecords;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.tool.HookCommandsContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ShellHookCommandsTest implements HookCommandsContract {
  private static final String SECRET = "GOOSE_SERVER__SECRET_KEY";

  @TempDir Path folder;

  private final ShellHookCommands commands =
      new ShellHookCommands(
          ChildEnvironment.of(Map.of("PATH", System.getenv("PATH"), SECRET, "our own")),
          ChildRecords.in(Path.of("target", "state")),
          "Linux");

  @Override
  public HookCommands commands() {
    return commands;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public long running() {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().arguments().map(ShellHookCommandsTest::sleeps).orElse(false))
        .count();
  }

  private static boolean sleeps(String[] arguments) {
    return arguments.length == 1 && arguments[0].equals("301");
  }

  @Test
  void aHookKnowsItsPluginAndNoKeyOfOurs() throws Exception {
    HookAnswer answer =
        run("test -z \"$" + SECRET + "\" && echo ${PLUGIN_ROOT} && echo \"$PLUGIN_ROOT\" && pwd");

    assertTrue(answer.succeeded());
    assertEquals((folder + "\n").repeat(2) + folder.toRealPath() + "\n", answer.output());
  }

  @Test
  void aHookRunsInItsPluginIfTheFolderIsGone() throws Exception {
    HookAnswer answer = commands.run(hook("pwd", Hook.USUAL_LIMIT), folder.resolve("gone"), "");

    assertEquals(folder.toRealPath() + "\n", answer.output());
  }

  @Test
  void onlyTheBeginningOfALongOutputIsKept() throws Exception {
    HookAnswer answer = run("head -c 10000000 /dev/zero; head -c 10000000 /dev/zero >&2");

    assertTrue(answer.succeeded());
    assertEquals(64 * 1024, answer.output().length());
    assertEquals(64 * 1024, answer.errors().length());
  }

  @Test
  void whatAHookLeavesBehindIsEnded() throws Exception {
    assertTrue(run("sleep 301 & exit 0").succeeded());

    Eventually.holds(() -> running() == 0);
  }

  private HookAnswer run(String command) throws InterruptedException {
    return commands.run(hook(command, Hook.USUAL_LIMIT), folder, "");
  }
}
