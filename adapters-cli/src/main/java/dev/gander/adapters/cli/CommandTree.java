package dev.gander.adapters.cli;

import dev.gander.adapters.cli.help.HelpPage;
import dev.gander.application.api.program.Program;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// All commands of the program, ready to be asked.
final class CommandTree {
  private CommandTree() {}

  static CommandLine of(Program program) {
    CommandLine line = new CommandLine(new GoosedVerb(), new VerbFactory(program));
    line.setOut(writer(program.out()));
    line.setErr(writer(program.err()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    // A prompt may begin with it.
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    Mistakes mistakes = new Mistakes();
    line.setParameterExceptionHandler(mistakes);
    line.setExecutionExceptionHandler(mistakes);
    HelpPage.install(line, program.machine().columns());
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
