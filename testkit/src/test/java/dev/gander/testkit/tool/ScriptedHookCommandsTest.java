package dev.gander.testkit.tool;

import dev.gander.domain.hook.HookCommands;
import java.nio.file.Path;

class ScriptedHookCommandsTest implements HookCommandsContract {
  private final ScriptedHookCommands commands = new ScriptedHookCommands();

  @Override
  public HookCommands commands() {
    return commands;
  }

  @Override
  public Path folder() {
    return Path.of("/work");
  }

  @Override
  public long running() {
    return commands.running();
  }
}
