package dev.gander.process;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Command lines of Windows, where each program parses its own. The JDK puts arguments that have
/// blanks into quotes, and passes on what has quotes of its own: programs would get other
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
    return List.of("/S", "/C", '"' + line + '"');
  }

  /// The name of a program, in lower case and without its folder and `.exe`: `cmd` for
  /// `"C:\Windows\System32\cmd.exe"`.
  public static String name(String program) {
    String name = program.replace("\"", "").replaceFirst(".*[/\\\\]", "");
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
  }

  /// The command for the JDK with which a program gets its arguments as they are. `cmd` itself gets
  /// what is written, and is Windows' own if its folder is not named: the folder in which we were
  /// started would be searched first.
  ///
  /// @param windows the folder of Windows
  /// @throws IOException if a script would not get an argument as it is
  static List<String> of(List<String> command, String windows) throws IOException {
    String program = command.getFirst();
    List<String> arguments = command.subList(1, command.size());
    String name = name(program);
    String cmd = windows + "\\System32\\cmd.exe";
    if (name.equals("cmd")) {
      return after(program.matches(".*[/\\\\].*") ? program : cmd, arguments);
    }
    if (name.endsWith(".bat") || name.endsWith(".cmd")) {
      return after(cmd, List.of("/E:ON", "/V:OFF", "/D", "/C", script(program, arguments)));
    }
    return after(program, arguments.stream().map(WindowsCommand::quotesEscaped).toList());
  }

  private static List<String> after(String program, List<String> arguments) {
    return Stream.concat(Stream.of(program), arguments.stream()).toList();
  }

  /// As Rust's standard library writes it, by which goosed starts scripts.
  private static String script(String program, List<String> arguments) throws IOException {
    StringBuilder line = new StringBuilder("\"\"").append(program).append('"');
    for (String argument : arguments) {
      line.append(' ').append(ofScript(argument));
    }
    return line.append('"').toString();
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
    // `%cd:~,%` expands to nothing, and keeps `%NAME%` from being expanded.
    return '"' + ended.replace("%", "%%cd:~,%") + '"';
  }

  /// The rest, quotes around blanks, is done by the JDK.
  private static String quotesEscaped(String argument) {
    return BACKSLASHES_AND_QUOTE.matcher(argument).replaceAll("$1$1\\\\\"");
  }
}
