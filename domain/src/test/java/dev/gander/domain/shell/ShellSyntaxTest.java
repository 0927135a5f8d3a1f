package dev.gander.domain.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellSyntaxTest {
  @ParameterizedTest
  @CsvSource({
    "bash, POSIX",
    "/bin/sh, POSIX",
    "/usr/bin/zsh, POSIX",
    "C:\\Program Files\\Git\\bin\\BASH.EXE, POSIX",
    "'\"C:\\Program Files\\Git\\bin\\bash.exe\"', POSIX",
    "fish, OTHER",
    "pwsh, OTHER",
    "cmd.exe, OTHER",
    "/opt/bash/bin/nu, OTHER",
    "bash-like, OTHER"
  })
  void theProgramTellsIt(String program, ShellSyntax syntax) {
    assertEquals(syntax, ShellSyntax.of(Optional.of(program), true));
    assertEquals(syntax, ShellSyntax.of(Optional.of(program), false));
  }

  @Test
  void withoutOneTheSystemTellsIt() {
    for (Optional<String> none : List.of(Optional.of(" "), Optional.<String>empty())) {
      assertEquals(ShellSyntax.OTHER, ShellSyntax.of(none, true));
      assertEquals(ShellSyntax.POSIX, ShellSyntax.of(none, false));
    }
  }
}
