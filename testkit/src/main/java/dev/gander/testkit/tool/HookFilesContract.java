package dev.gander.testkit.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.hook.HookFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [HookFiles]. There are no plugins at first.
public interface HookFilesContract {
  HookFiles hookFiles();

  /// Adds a rule with one hook to a plugin of the user's.
  void putHook(String plugin, HookEvent event, String matcher, String command);

  @Test
  default void withoutPluginsThereAreNoHooks() {
    assertEquals(List.of(), hookFiles().hooks());
  }

  @Test
  default void hooksComeInTheOrderOfTheirPluginsAndRules() {
    putHook("alpha", HookEvent.STOP, "", "one");
    putHook("alpha", HookEvent.STOP, "x", "two");
    putHook("beta", HookEvent.PRE_TOOL_USE, "^sh", "three");

    assertEquals(
        List.of("alpha STOP '' one", "alpha STOP 'x' two", "beta PRE_TOOL_USE '^sh' three"),
        hookFiles().hooks().stream()
            .map(
                hook ->
                    hook.plugin()
                        + " "
                        + hook.event()
                        + " '"
                        + hook.matcher()
                        + "' "
                        + hook.command())
            .toList());
  }
}
