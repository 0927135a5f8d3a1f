package dev.gander.adapters.cli;

import dev.gander.adapters.cli.help.HelpPage;
import dev.gander.domain.error.GanderException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells what is wrong with the arguments, and what went wrong with a command. A mistake of ours
/// passes.
final class Mistakes implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130;

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + mistake.getMessage());
    List<String> meant = suggestions(mistake);
    if (!meant.isEmpty()) {
      err.println("Did you mean: " + String.join(" or ", meant) + "?");
    }
    err.println();
    err.println("Usage: " + HelpPage.synopsis(command.getCommandSpec()));
    err.println("Help:  " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  private static List<String> suggestions(ParameterException mistake) {
    return mistake instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions()
        : List.of();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    return switch (e) {
      case GanderException told -> fail(command, told.text());
      case IOException told -> fail(command, String.valueOf(told.getMessage()));
      case UncheckedIOException told -> fail(command, String.valueOf(told.getMessage()));
      case InterruptedException _ -> {
        fail(command, "interrupted");
        yield INTERRUPTED;
      }
      default -> throw e;
    };
  }

  private static int fail(CommandLine command, String reason) {
    command.getErr().println("Error: " + reason);
    command.getErr().flush();
    return FAILED;
  }
}
