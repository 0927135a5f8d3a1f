package dev.gander.testkit.tool;

import java.nio.file.Path;

class ScriptedShellCommandsTest implements ShellCommandsContract {
  private final ScriptedShellCommands shell = new ScriptedShellCommands();

  @Override
  public ScriptedShellCommands shell() {
    return shell;
  }

  @Override
  public Path folder() {
    return Path.of("/work");
  }

  @Override
  public long running() {
    return shell.running();
  }
}
