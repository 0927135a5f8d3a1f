package dev.gander.testkit.tool;

import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.hook.HookFiles;
import dev.gander.domain.hook.HookMatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hooks that a test adds.
public final class InMemoryHookFiles implements HookFiles {
  private final List<Hook> hooks = new CopyOnWriteArrayList<>();

  @Override
  public List<Hook> hooks() {
    return List.copyOf(hooks);
  }

  public void put(String plugin, HookEvent event, String matcher, String command) {
    put(plugin, event, matcher, command, Hook.USUAL_LIMIT);
  }

  public void put(String plugin, HookEvent event, String matcher, String command, Duration limit) {
    HookMatcher parsed = HookMatcher.parse(matcher).orElseThrow();
    hooks.add(new Hook(plugin, Path.of("/plugins", plugin), event, parsed, command, limit));
  }
}
