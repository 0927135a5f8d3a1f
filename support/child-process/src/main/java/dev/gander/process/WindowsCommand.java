package dev.gander.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Command lines of Windows, where a program takes its arguments apart itself. The JDK puts those
/// that have blanks into quotes, and passes on what has quotes of its own: programs would get other
/// arguments, and scripts run a part of them as commands.
public final class WindowsCommand {
  private static final Pattern BACKSLASHES_AND_QUOTE = Pattern.compile("(\\\\*)\"");
  private static final Pattern LAST_BACKSLASHES = Pattern.compile("(\\\\+)$");

  /// What means the same to `cmd` with and without quotes.
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{N}#$*+./:?@\\\\_-]*[\\p{L}\\p{N}#$*+./:?@_-]");

  private WindowsCommand() {}

  /// The arguments with which `cmd` runs a command line as it is written. It takes the outer quotes
  /// away, and only these.
  ///
  /// @param line which need not be quoted in any way
  public static List<String> shell(String line) {
    // The JDK would double a quote behind a backslash.
    return List.of("/S", "/C", '"' + line + (line.endsWith("\\") ? " " : "") + '"');
  }

  /// The command for the JDK with which a program gets its arguments as they are. `cmd` itself gets
  /// what is written.
  ///
  /// @throws IOException if a script would not get an argument as it is
  static List<String> of(List<String> command) throws IOException {
    String program = command.getFirst();
    List<String> arguments = command.subList(1, command.size());
    String name = Path.of(program).getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.equals("cmd") || name.equals("cmd.exe")) {
      return command;
    }
    if (name.endsWith(".bat") || name.endsWith(".cmd")) {
      return script(program, arguments);
    }
    List<String> all = new ArrayList<>(List.of(program));
    arguments.forEach(argument -> all.add(quotesEscaped(argument)));
    return all;
  }

  /// With the options that Rust's library uses, whose programs goosed has started.
  private static List<String> script(String program, List<String> arguments) throws IOException {
    StringBuilder line = new StringBuilder("\"\"").append(program).append('"');
    for (String argument : arguments) {
      line.append(' ').append(ofScript(argument));
    }
    return List.of("cmd.exe", "/E:ON", "/V:OFF", "/D", "/C", line.append('"').toString());
  }

  private static String ofScript(String argument) throws IOException {
    if (argument.chars().anyMatch(it -> it == '\r' || it == '\n' || it == 0)) {
      throw new IOException("a script cannot be given an argument with several lines");
    }
    if (PLAIN.matcher(argument).matches()) {
      return argument;
    }
    String escaped = BACKSLASHES_AND_QUOTE.matcher(argument).replaceAll("$1$1\"\"");
    String ended = LAST_BACKSLASHES.matcher(escaped).replaceAll("$1$1");
    // What stands for nothing keeps a name between two of them from being a variable.
    return '"' + ended.replace("%", "%%cd:~,%") + '"';
  }

  /// The rest, quotes around blanks, is done by the JDK.
  private static String quotesEscaped(String argument) {
    return BACKSLASHES_AND_QUOTE.matcher(argument).replaceAll("$1$1\\\\\"");
  }
}
