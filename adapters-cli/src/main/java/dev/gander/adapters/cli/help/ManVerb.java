package dev.gander.adapters.cli.help;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `goosed man`, from which the build makes a file.
@Command(
    name = "man",
    description = {
      "Print the manual in the form that man reads.",
      "The image has it already: man -l share/man/man1/goosed.1."
    })
public final class ManVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ManPage.of(spec.root()));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
