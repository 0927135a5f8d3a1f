package dev.gander.adapters.cli.help;

import dev.gander.adapters.cli.help.CommandText.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What may follow each command, for the completions of shells.
///
/// @param places in the order of the commands, outer ones first
record CompletionTree(List<Place> places) {

  /// A command, as far as it was typed.
  ///
  /// @param path as `goosed keys add`
  /// @param words subcommands and words that stand for themselves
  record Place(String path, List<Entry> words, List<Flag> flags) {}

  /// @param values those that are known; none if it takes no value, or any
  record Flag(List<String> names, boolean hasValue, List<String> values, String text) {}

  static CompletionTree of(CommandSpec program) {
    List<Place> places = new ArrayList<>();
    add(program, places);
    return new CompletionTree(List.copyOf(places));
  }

  private static void add(CommandSpec command, List<Place> places) {
    CommandText text = new CommandText(command);
    List<Entry> words =
        Stream.concat(
                text.commands().stream(),
                command.positionalParameters().stream()
                    .flatMap(it -> values(it).stream())
                    .map(it -> new Entry(it, "")))
            .toList();
    List<Flag> flags =
        command.options().stream().filter(it -> !it.hidden()).map(CompletionTree::flag).toList();
    places.add(new Place(command.qualifiedName(), words, flags));
    text.subcommands().forEach(it -> add(it, places));
  }

  private static Flag flag(OptionSpec option) {
    return new Flag(
        names(option),
        option.arity().max() > 0,
        option.arity().max() > 0 ? values(option) : List.of(),
        String.join(" ", option.description()));
  }

  private static List<String> names(OptionSpec option) {
    Stream<String> names = Arrays.stream(option.names());
    return option.negatable()
        ? names.flatMap(it -> Stream.of(it, it.replace("--", "--no-"))).toList()
        : names.toList();
  }

  private static List<String> values(ArgSpec argument) {
    List<String> values = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(it -> values.add(it.toLowerCase(Locale.ROOT)));
    }
    return values;
  }
}
