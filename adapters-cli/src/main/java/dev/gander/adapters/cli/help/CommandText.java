package dev.gander.adapters.cli.help;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What is to be said about a command.
record CommandText(CommandSpec command) {

  /// @param term what the user types
  record Entry(String term, String text) {}

  List<String> description() {
    return List.of(command.usageMessage().description());
  }

  List<String> footer() {
    return List.of(command.usageMessage().footer());
  }

  /// The first sentence, without its end.
  String summary() {
    return String.join(" ", command.usageMessage().description()).replaceFirst("\\.( .*|$)", "");
  }

  List<Entry> arguments() {
    return command.positionalParameters().stream()
        .filter(it -> !it.hidden())
        .map(it -> new Entry(it.paramLabel(), String.join(" ", it.description())))
        .toList();
  }

  /// Those of the command come before those of all.
  List<Entry> options() {
    return Stream.concat(shown().filter(it -> !isOfAll(it)), shown().filter(CommandText::isOfAll))
        .map(it -> new Entry(term(it), String.join(" ", it.description())))
        .toList();
  }

  boolean hasOwnOptions() {
    return shown().anyMatch(it -> !isOfAll(it));
  }

  private Stream<OptionSpec> shown() {
    return command.options().stream().filter(it -> !it.hidden());
  }

  private static boolean isOfAll(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }

  private static String term(OptionSpec option) {
    String names = String.join(", ", option.names());
    if (option.negatable()) {
      names = names.replace("--", "--[no-]");
    }
    String label = names.startsWith("--") ? "    " + names : names;
    return option.arity().max() > 0 ? label + " " + option.paramLabel() : label;
  }

  List<Entry> commands() {
    return subcommands().map(it -> new Entry(it.name(), new CommandText(it).summary())).toList();
  }

  /// Those that are not hidden, in the order of their declaration.
  Stream<CommandSpec> subcommands() {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(it -> !it.usageMessage().hidden())
        .distinct();
  }

  List<Entry> exitCodes() {
    Map<String, String> codes = command.usageMessage().exitCodeList();
    return codes.entrySet().stream().map(it -> new Entry(it.getKey(), it.getValue())).toList();
  }
}
