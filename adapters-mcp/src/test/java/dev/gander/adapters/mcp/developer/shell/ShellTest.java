package dev.gander.adapters.mcp.developer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {
  /// What is not a shell of Windows is taken for one of Unix.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                              cmd /S /C "dir "a b""
          'C:\\Windows\\System32\\CMD.EXE', C:\\Windows\\System32\\CMD.EXE /S /C "dir "a b""
          powershell,                      powershell -NoProfile -NonInteractive -Command dir "a b"
          pwsh.exe,                        pwsh.exe -NoProfile -NonInteractive -Command dir "a b"
          'C:\\Git\\bin\\bash.exe',         C:\\Git\\bin\\bash.exe -c dir "a b"
          """)
  void onWindowsTheChosenProgramGetsTheLine(String chosen, String command) {
    Shell shell = Shell.of(Map.of("GOOSE_SHELL", chosen), true);

    assertEquals(command, String.join(" ", shell.running("dir \"a b\"")));
  }

  /// Of the system that Linux runs in, with WSL.
  @ParameterizedTest
  @CsvSource({"cmd.exe, /C", "bash, -c", "/bin/zsh, -c"})
  void elsewhereTheLineIsAnArgument(String chosen, String option) {
    Shell shell = Shell.of(Map.of("GOOSE_SHELL", chosen), false);

    assertEquals(List.of(chosen, option, "a \"b\""), shell.running("a \"b\""));
  }
}
