package dev.gander.adapters.cli.help;

import static java.util.stream.Collectors.joining;

import dev.gander.adapters.cli.help.CommandText.Entry;
import dev.gander.adapters.cli.help.CompletionTree.Flag;
import dev.gander.adapters.cli.help.CompletionTree.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A shell that completes what a user types. Each script first walks the words that are there, to
/// find out which command they name, and offers files where nothing else fits.
enum CompletedShell {
  BASH {
    @Override
    String script(CompletionTree tree) {
      return """
      # bash completion of goosed: eval "$(goosed completion bash)"
      _goosed() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path=goosed word words=
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          case "$path $word" in
            %s) path="$path $word" ;;
          esac
        done
        case "$path $prev" in
      %s    *) case $path in
      %s    esac ;;
        esac
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
      }
      complete -o default -F _goosed goosed
      """
          .formatted(
              paths(tree, "|"),
              tree.places().stream().map(CompletedShell::valuesInBash).collect(joining()),
              tree.places().stream()
                  .map(it -> "      '%s') words='%s' ;;\n".formatted(it.path(), allWords(it)))
                  .collect(joining()));
    }
  },
  ZSH {
    @Override
    String script(CompletionTree tree) {
      return """
      #compdef goosed
      # zsh completion of goosed: source <(goosed completion zsh)
      _goosed() {
        local at=goosed word
        local -a offers
        for word in "${(@)words[2,CURRENT-1]}"; do
          case "$at $word" in
            (%s) at="$at $word" ;;
          esac
        done
        case "$at ${words[CURRENT-1]}" in
      %s    (*) case $at in
      %s    esac ;;
        esac
        _describe goosed offers || _files
      }
      if [[ ${funcstack[1]} == _goosed ]]; then _goosed "$@"; else compdef _goosed goosed; fi
      """
          .formatted(
              paths(tree, "|"),
              tree.places().stream().map(CompletedShell::valuesInZsh).collect(joining()),
              tree.places().stream().map(CompletedShell::placeInZsh).collect(joining()));
    }
  },
  FISH {
    @Override
    String script(CompletionTree tree) {
      return """
      # fish completion of goosed: goosed completion fish | source
      function __goosed_at
          set -l at goosed
          for word in (commandline -opc)[2..]
              switch "$at $word"
                  case %s
                      set at "$at $word"
              end
          end
          test "$at" = "$argv"
      end
      %s"""
          .formatted(
              paths(tree, " "),
              tree.places().stream().flatMap(CompletedShell::linesOfFish).collect(joining()));
    }
  };

  /// The script that the shell reads.
  abstract String script(CompletionTree tree);

  private static String paths(CompletionTree tree, String between) {
    return tree.places().stream()
        .skip(1)
        .map(it -> "'" + it.path() + "'")
        .collect(joining(between));
  }

  private static String allWords(Place place) {
    return Stream.concat(
            place.words().stream().map(Entry::term),
            place.flags().stream().flatMap(it -> it.names().stream()))
        .collect(joining(" "));
  }

  private static Stream<Flag> withValues(Place place) {
    return place.flags().stream().filter(Flag::hasValue);
  }

  private static String patterns(Place place, Flag flag) {
    return flag.names().stream()
        .map(it -> "'" + place.path() + " " + it + "'")
        .collect(joining("|"));
  }

  /// Without values the words stay empty, so that files are offered.
  private static String valuesInBash(Place place) {
    return withValues(place)
        .map(
            it ->
                "    %s) words='%s' ;;\n"
                    .formatted(patterns(place, it), String.join(" ", it.values())))
        .collect(joining());
  }

  private static String valuesInZsh(Place place) {
    return withValues(place)
        .map(
            it ->
                "    (%s) offers=(%s) ;;\n"
                    .formatted(patterns(place, it), String.join(" ", it.values())))
        .collect(joining());
  }

  private static String placeInZsh(Place place) {
    String offers =
        Stream.concat(
                place.words().stream().map(it -> offer(it.term(), it.text())),
                place.flags().stream()
                    .flatMap(flag -> flag.names().stream().map(it -> offer(it, flag.text()))))
            .collect(joining(" "));
    return "      ('%s') offers=(%s) ;;\n".formatted(place.path(), offers);
  }

  private static String offer(String word, String text) {
    return quoted(text.isEmpty() ? word : word + ":" + text.replace(":", "\\:"));
  }

  private static Stream<String> linesOfFish(Place place) {
    String at = "complete -c goosed -n '__goosed_at " + place.path() + "'";
    return Stream.concat(
        place.words().stream()
            .map(it -> at + " -f -a " + quoted(it.term()) + explained(it.text()) + "\n"),
        place.flags().stream().map(it -> at + flagInFish(it) + explained(it.text()) + "\n"));
  }

  private static String flagInFish(Flag flag) {
    String names =
        flag.names().stream()
            .map(it -> it.startsWith("--") ? " -l " + it.substring(2) : " -s " + it.substring(1))
            .collect(Collectors.joining());
    List<String> values = flag.values();
    String value = flag.hasValue() ? " -r" : " -f";
    return values.isEmpty() ? names + value : names + " -x -a " + quoted(String.join(" ", values));
  }

  private static String explained(String text) {
    return text.isEmpty() ? "" : " -d " + quoted(text);
  }

  /// For fish a backslash quotes within the quotes, which no text of ours has.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
