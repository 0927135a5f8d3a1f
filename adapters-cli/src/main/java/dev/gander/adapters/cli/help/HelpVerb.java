package dev.gander.adapters.cli.help;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `goosed help`.
@Command(name = "help", description = "Explain the program or one of its commands.")
public final class HelpVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "<COMMAND>", description = "as keys add")
  private List<String> path = List.of();

  /// For the build: the launcher shows these files, so that nobody waits for a JVM.
  @Option(names = "--pages", hidden = true, paramLabel = "<FOLDER>")
  private @Nullable Path pages;

  @Override
  public Integer call() throws IOException {
    if (pages != null) {
      write(spec.root(), Files.createDirectories(pages), HelpPage.USUAL);
      write(spec.root(), Files.createDirectories(pages.resolve("narrow")), HelpPage.NARROW);
      return ExitCode.OK;
    }
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

  /// As `goosed-keys-add.txt`.
  private static void write(CommandSpec command, Path folder, int width) throws IOException {
    String name = command.qualifiedName().replace(' ', '-') + ".txt";
    Files.writeString(folder.resolve(name), HelpPage.of(command, width));
    for (CommandLine inner : command.subcommands().values()) {
      write(inner.getCommandSpec(), folder, width);
    }
  }
}
