package dev.gander.domain.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What stands between a program that runs another one and that one.
///
/// @param flags options without a value: letters, and words for the long ones
/// @param valued options with a value
/// @param operands words that come before the command
/// @param isEnvironment whether assignments may come before the command
record CarrierOptions(Set<String> flags, Set<String> valued, int operands, boolean isEnvironment) {
  private static final Map<String, CarrierOptions> KNOWN =
      Map.ofEntries(
          Map.entry("env", of("i 0 v ignore-environment null debug", "u C unset chdir", 0, true)),
          Map.entry("nohup", of("", "", 0, false)),
          Map.entry("setsid", of("c f w ctty fork wait", "", 0, false)),
          Map.entry("time", of("p v a portability verbose append", "f o format output", 0, false)),
          Map.entry(
              "timeout",
              of("v p f foreground preserve-status verbose", "k s kill-after signal", 1, false)),
          Map.entry("nice", of("0 1 2 3 4 5 6 7 8 9", "n adjustment", 0, false)),
          Map.entry("ionice", of("t ignore", "c n class classdata", 0, false)),
          Map.entry("stdbuf", of("", "i o e input output error", 0, false)),
          Map.entry("chrt", of("a b f i o r v", "T P D", 1, false)),
          Map.entry("taskset", of("a c cpu-list all-tasks", "", 1, false)),
          Map.entry("unbuffer", of("p", "", 0, false)),
          Map.entry("caffeinate", of("d i m s u", "t w", 0, false)),
          Map.entry("command", of("p", "", 0, false)),
          Map.entry("builtin", of("", "", 0, false)),
          Map.entry("exec", of("c l", "a", 0, false)),
          Map.entry("busybox", of("", "", 0, false)),
          Map.entry("toybox", of("", "", 0, false)),
          Map.entry("and", of("", "", 0, false)),
          Map.entry("or", of("", "", 0, false)),
          Map.entry("not", of("", "", 0, false)),
          Map.entry("begin", of("", "", 0, false)),
          Map.entry(
              "sudo",
              of(
                  "A b E H K k n P S background non-interactive preserve-env set-home stdin",
                  "C g h p R T U u D r t user group host prompt chdir role type",
                  0,
                  true)),
          Map.entry("doas", of("n", "u C", 0, false)),
          Map.entry(
              "xargs",
              of(
                  "0 r t p x o null no-run-if-empty verbose interactive exit open-tty",
                  "n L P I d s E a J R S max-args max-procs replace delimiter arg-file max-chars",
                  0,
                  false)));

  static boolean areKnown(String program) {
    return KNOWN.containsKey(program);
  }

  /// @param program a known one
  static CarrierOptions of(String program) {
    return KNOWN.getOrDefault(program, of("", "", 0, false));
  }

  private static CarrierOptions of(
      String flags, String valued, int operands, boolean isEnvironment) {
    return new CarrierOptions(names(flags), names(valued), operands, isEnvironment);
  }

  private static Set<String> names(String text) {
    return Set.of(text.split(" ")).stream().filter(it -> !it.isEmpty()).collect(Collectors.toSet());
  }

  /// Where the command begins; the number of words if there is none.
  int commandIn(List<ShellWord> words) {
    int at = 1;
    while (at < words.size() && isOption(known(words.get(at)))) {
      String option = known(words.get(at));
      if (option.equals("--")) {
        at++;
        break;
      }
      at += 1 + (takesNext(option) ? 1 : 0);
    }
    at = withoutOperands(words, at);
    while (isEnvironment && at < words.size() && isAssignment(words.get(at))) {
      at++;
    }
    return Math.min(at, words.size());
  }

  private int withoutOperands(List<ShellWord> words, int from) {
    int at = from;
    for (int i = 0; i < operands && at < words.size(); i++) {
      if (words.get(at).isManyWords()) {
        throw hidden();
      }
      at++;
    }
    return at;
  }

  private static boolean isOption(String text) {
    return text.startsWith("-") && text.length() > 1;
  }

  private boolean takesNext(String option) {
    if (option.startsWith("--")) {
      int equals = option.indexOf('=');
      String name = option.substring(2, equals < 0 ? option.length() : equals);
      if (equals < 0 ? flags.contains(name) : flags.contains(name) || valued.contains(name)) {
        return false;
      }
      if (equals < 0 && valued.contains(name)) {
        return true;
      }
      throw new NotUnderstood("has an option that is not understood");
    }
    for (int i = 1; i < option.length(); i++) {
      String letter = option.substring(i, i + 1);
      if (valued.contains(letter)) {
        return i == option.length() - 1;
      }
      if (!flags.contains(letter)) {
        throw new NotUnderstood("has an option that is not understood");
      }
    }
    return false;
  }

  /// The program that runs the command sees no quotes, other than a shell.
  private static boolean isAssignment(ShellWord word) {
    String start = known(word);
    int equals = start.indexOf('=');
    if (equals < 0) {
      return false;
    }
    if (TakeoverVariables.contain(start.substring(0, equals))) {
      throw new NotUnderstood(
          "sets " + start.substring(0, equals) + ", which changes what other commands do");
    }
    return true;
  }

  /// How a word begins, which is all that matters here.
  private static String known(ShellWord word) {
    if (word.parts().isEmpty()) {
      return "";
    }
    if (word.parts().getFirst() instanceof WordPart.Text(String text)) {
      boolean isAll = word.parts().size() == 1;
      if (isAll || text.contains("=")) {
        return text;
      }
      if (!text.startsWith("-")) {
        // A command whose name is not known, which its own step says.
        return text;
      }
    }
    throw hidden();
  }

  private static NotUnderstood hidden() {
    return new NotUnderstood("runs a command that is not known before");
  }
}
