package dev.gander.domain.policy;

import java.util.List;
import java.util.Set;

/// Tools that run commands of a shell, as far as their names tell.
public final class CommandTools {
  private static final Set<String> SHELLS =
      Set.of("shell", "bash", "execute_command", "run_command", "terminal");
  static final List<String> ARGUMENTS = List.of("command", "cmd", "script", "input");

  private CommandTools() {}

  /// The names of the arguments that may be commands; empty for other tools.
  ///
  /// @param name public, or the extension's own
  public static List<String> argumentsOf(String name) {
    int joint = name.lastIndexOf("__");
    String own = joint < 0 ? name : name.substring(joint + 2);
    return SHELLS.contains(own) ? ARGUMENTS : List.of();
  }
}
