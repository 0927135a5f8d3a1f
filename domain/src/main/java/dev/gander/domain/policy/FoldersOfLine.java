package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folders in which the commands of a line may run: a command after `cd` in either, since `cd`
/// may fail, and one with an option such as `-C` as well.
final class FoldersOfLine {
  private static final Set<String> MOVING = Set.of("cd", "pushd", "chdir");
  private static final Set<String> WITH_OPTION =
      Set.of("env", "sudo", "git", "make", "gmake", "ninja", "tar", "gtar", "bsdtar");
  private static final List<String> LONG = List.of("--directory", "--chdir");

  private FoldersOfLine() {}

  /// @param argument the folder that the call names
  static Places of(List<ShellStep> steps, Optional<String> argument, Places places) {
    Places all = argument.map(ShellWord::of).map(places::alsoIn).orElse(places);
    for (ShellStep step : steps) {
      if (step instanceof ShellStep.Command command) {
        String program = command.program();
        if (MOVING.contains(program)) {
          all = all.alsoIn(target(command));
        } else if (WITH_OPTION.contains(program.substring(program.lastIndexOf('/') + 1))) {
          for (ShellWord folder : inOptions(command.words())) {
            all = all.alsoIn(folder);
          }
        }
      }
    }
    return all;
  }

  private static @Nullable ShellWord target(ShellStep.Command command) {
    for (ShellWord word : command.words().subList(1, command.words().size())) {
      if (word.shown().equals("-")) {
        // Back to one of those that are known.
        return ShellWord.of(".");
      }
      if (!word.mayBeOption() || word.text().isEmpty()) {
        return word.isManyWords() && !word.shown().startsWith("$") ? null : word;
      }
    }
    return ShellWord.of("~");
  }

  private static List<ShellWord> inOptions(List<ShellWord> words) {
    List<ShellWord> folders = new ArrayList<>();
    for (int at = 1; at < words.size(); at++) {
      String option = words.get(at).shown();
      int equals = option.indexOf('=');
      if (option.matches("-[a-zA-Z]*[CD]") || LONG.contains(option)) {
        if (at + 1 < words.size()) {
          folders.add(words.get(at + 1));
        }
      } else if (option.matches("(?s)-[CD].+")) {
        folders.add(PathsOfCall.cut(words.get(at), 2));
      } else if (equals > 0 && LONG.contains(option.substring(0, equals))) {
        folders.add(PathsOfCall.cut(words.get(at), equals + 1));
      }
    }
    return folders;
  }
}
