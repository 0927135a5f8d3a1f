package dev.gander.testkit.tool;

import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.hook.HookFiles;

class InMemoryHookFilesTest implements HookFilesContract {
  private final InMemoryHookFiles files = new InMemoryHookFiles();

  @Override
  public HookFiles hookFiles() {
    return files;
  }

  @Override
  public void putHook(String plugin, HookEvent event, String matcher, String command) {
    files.put(plugin, event, matcher, command);
  }
}
