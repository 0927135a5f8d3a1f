package dev.gander.domain.shell;

import java.util.Optional;
import java.util.Set;

/// What the shell that runs commands makes of them.
public enum ShellSyntax {
  /// What `sh`, `bash` and `zsh` make of them, as [ShellScript] reads them.
  POSIX,
  /// Something else: `cmd`, PowerShell, `fish`.
  OTHER;

  private static final Set<String> OF_POSIX =
      Set.of("ash", "bash", "dash", "ksh", "mksh", "sh", "zsh");

  /// @param chosen the setting `GOOSE_SHELL`: a program or its path
  public static ShellSyntax of(Optional<String> chosen, boolean isWindows) {
    return chosen
        .filter(program -> !program.isBlank())
        .map(program -> OF_POSIX.contains(name(program)) ? POSIX : OTHER)
        .orElse(isWindows ? OTHER : POSIX);
  }

  private static String name(String program) {
    return StepsOfCommand.base(program.strip().replace("\"", "").replace('\\', '/'));
  }
}
