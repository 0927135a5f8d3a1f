package dev.gander.adapters.cli.help;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `goosed help`.
@Command(name = "help", description = "Explain the program or one of its commands.")
public final class HelpVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "<COMMAND>", description = "as keys add")
  private List<String> path = List.of();

  @Override
  public Integer call() {
    CommandLine asked = spec.root().commandLine();
    for (String word : path) {
      asked = asked.getSubcommands().get(word);
      if (asked == null) {
        throw new ParameterException(
            spec.commandLine(), "there is no command '" + String.join(" ", path) + "'");
      }
    }
    asked.usage(spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
