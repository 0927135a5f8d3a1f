package dev.gander.domain.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a shell was started.
///
/// @param isCommand whether its first operand is a script
/// @param operands where they begin
record ShellOptions(boolean isCommand, boolean isInput, int operands) {
  private static final Set<String> HARMLESS =
      Set.of("--login", "--norc", "--noprofile", "--posix", "--restricted", "--verbose");
  private static final Set<String> STREAMS = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

  static ShellOptions of(List<ShellWord> words) {
    boolean isCommand = false;
    boolean isInput = false;
    int at = 1;
    while (at < words.size()) {
      String option =
          words
              .get(at)
              .text()
              .orElseThrow(() -> new NotUnderstood("runs a script that is not known before"));
      if (option.equals("-") || option.equals("--")) {
        at++;
        break;
      }
      if (!option.startsWith("-") && !option.startsWith("+")) {
        break;
      }
      at++;
      if (option.startsWith("--")) {
        if (!HARMLESS.contains(option)) {
          throw new NotUnderstood("has an option that is not understood");
        }
      } else {
        isCommand |= option.startsWith("-") && option.contains("c");
        isInput |= option.contains("s");
        at += option.endsWith("o") || option.endsWith("O") ? 1 : 0;
      }
    }
    return new ShellOptions(isCommand, isInput, at);
  }

  Optional<ShellWord> operand(List<ShellWord> words) {
    return operands < words.size() ? Optional.of(words.get(operands)) : Optional.empty();
  }

  /// Whether its commands stand in a file.
  boolean readsFile(List<ShellWord> words) {
    Optional<ShellWord> file = operand(words);
    if (file.isEmpty() || isInput) {
      return false;
    }
    if (file.get().text().filter(it -> !STREAMS.contains(it)).isEmpty()) {
      throw new NotUnderstood("runs a script that is not known before");
    }
    return true;
  }
}
