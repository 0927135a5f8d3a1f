package dev.gander.adapters.mcp.developer.shell;

import dev.gander.process.WindowsCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The program that runs command lines: `GOOSE_SHELL` as it is, or else `bash` from the `PATH`, or
/// else `sh`; on Windows `cmd` (goosed 1.36). Where `setsid` exists, each command line runs in a
/// session of its own, so that it has no terminal to ask for a password on.
public record Shell(List<String> session, String program, List<String> options, boolean isUnix) {
  private static final String CMD = "cmd";

  public static Shell of(Map<String, String> environment, boolean windows) {
    List<String> session = find("setsid", environment).map(List::of).orElse(List.of());
    String chosen = environment.get("GOOSE_SHELL");
    if (chosen != null && !chosen.isBlank()) {
      return new Shell(session, chosen, optionsOf(chosen), !windows);
    }
    return windows
        ? new Shell(List.of(), CMD, optionsOf(CMD), false)
        : new Shell(session, find("bash", environment).orElse("sh"), List.of("-c"), true);
  }

  List<String> running(String commandLine) {
    Stream<String> arguments =
        !isUnix && WindowsCommand.name(program).equals(CMD)
            ? WindowsCommand.shell(commandLine).stream()
            : Stream.concat(options.stream(), Stream.of(commandLine));
    return Stream.of(session.stream(), Stream.of(program), arguments)
        .flatMap(words -> words)
        .toList();
  }

  /// Prints the variable as a login shell sees it. It may be interactive only in a session of its
  /// own: otherwise it would take over our terminal.
  List<String> printingAtLogin(String variable) {
    String script = "echo $" + variable;
    return session.isEmpty()
        ? List.of(program, "-l", "-c", script)
        : List.of(session.getFirst(), program, "-l", "-i", "-c", script);
  }

  /// The absolute path of a program on the environment's `PATH`.
  private static Optional<String> find(String name, Map<String, String> environment) {
    return Pattern.compile(":")
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .map(Path::toString)
        .findFirst();
  }

  private static List<String> optionsOf(String program) {
    return switch (WindowsCommand.name(program)) {
      case "pwsh", "powershell" -> List.of("-NoProfile", "-NonInteractive", "-Command");
      case CMD -> List.of("/C");
      case String _ -> List.of("-c");
    };
  }
}
