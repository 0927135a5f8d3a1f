package dev.gander.adapters.cli.help;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `goosed completion`.
@Command(
    name = "completion",
    description = {
      "Print a script with which a shell completes the commands of goosed.",
      "In bash: eval \"$(goosed completion bash)\". In zsh: source <(goosed completion zsh). In fish:"
          + " goosed completion fish | source."
    })
public final class CompletionVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<SHELL>", description = "bash, zsh or fish")
  private CompletedShell shell;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(shell.script(CompletionTree.of(spec.root())));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
