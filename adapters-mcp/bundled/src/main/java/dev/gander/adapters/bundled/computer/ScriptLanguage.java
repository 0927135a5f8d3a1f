package dev.gander.adapters.bundled.computer;

import dev.gander.domain.json.InvalidShape;
import java.util.List;
import java.util.regex.Pattern;

/// How a script of a language is run.
///
/// @param suffix of its file, without the point
/// @param program its interpreter with arguments, before the file; empty if the system starts it
record ScriptLanguage(String suffix, List<String> program) {
  private static final Pattern SHELL =
      Pattern.compile("#!\\s*(\\S*/env\\s+|\\S*/)(ba|da)?sh[ \\t\\r]*(\\n|$)");

  /// Windows refuses to run any script by default.
  private static final ScriptLanguage POWERSHELL_OF_WINDOWS =
      new ScriptLanguage(
          "ps1", List.of("powershell", "-NoProfile", "-ExecutionPolicy", "Bypass", "-File"));

  /// @throws InvalidShape for an unknown language
  static ScriptLanguage named(String name, boolean windows) {
    return switch (name) {
      case "shell" -> shell(windows);
      case "batch" -> windows ? new ScriptLanguage("bat", List.of()) : shell(false);
      case "ruby" -> new ScriptLanguage("rb", List.of("ruby"));
      case "powershell" ->
          windows
              ? POWERSHELL_OF_WINDOWS
              : new ScriptLanguage("ps1", List.of("pwsh", "-NoProfile", "-File"));
      case String other -> throw new InvalidShape("unknown variant `" + other + "`");
    };
  }

  static ScriptLanguage shell(boolean windows) {
    return windows ? POWERSHELL_OF_WINDOWS : new ScriptLanguage("sh", List.of("bash"));
  }

  /// The program that runs it, for people.
  String interpreter() {
    return program.isEmpty() ? "cmd" : program.getFirst();
  }

  /// The command for a script in a file, before the file: the first line of a shell's script may
  /// name another interpreter, or options.
  List<String> program(String script) {
    boolean isOther = script.startsWith("#!") && !SHELL.matcher(script).lookingAt();
    return suffix.equals("sh") && isOther ? List.of("bash", "-c", "\"$0\"") : program;
  }
}
