package dev.gander.domain.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The steps of a single command: itself, and the commands that it runs, as far as its words say
/// so.
final class StepsOfCommand {
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\+?=(?s:.*)");
  private static final Pattern USUAL_NAME = Pattern.compile("[A-Za-z0-9_.+/:,~\\[-]+");
  private static final Pattern VERSION = Pattern.compile("([a-z]+)[-.]?[0-9][0-9.]*");

  private final List<ShellStep> steps;
  private final int depth;

  /// @param steps gets what is found
  StepsOfCommand(List<ShellStep> steps, int depth) {
    this.steps = steps;
    this.depth = depth;
  }

  /// @param input the text that it reads from its standard input, if the command line contains it
  void add(List<ShellWord> all, Optional<String> input) {
    int at = 0;
    while (at < all.size() && isAssignment(all.get(at))) {
      at++;
    }
    List<ShellWord> words = all.subList(at, all.size());
    try {
      refuseTakeovers(all.subList(0, at));
      if (!words.isEmpty()) {
        addCommand(words, input);
      }
    } catch (NotUnderstood e) {
      unclear(all, words, e.why());
    }
  }

  static boolean isAssignment(ShellWord word) {
    return ASSIGNMENT.matcher(word.raw()).matches();
  }

  static void refuseTakeovers(List<ShellWord> assignments) {
    for (ShellWord word : assignments) {
      Matcher parts = ASSIGNMENT.matcher(word.raw());
      if (parts.matches() && TakeoverVariables.contain(parts.group(1))) {
        throw new NotUnderstood(
            "sets " + parts.group(1) + ", which changes what other commands do");
      }
    }
  }

  private void addCommand(List<ShellWord> words, Optional<String> input) {
    if (depth > ShellScript.DEEPEST || steps.size() > ShellScript.MOST_STEPS) {
      throw new NotUnderstood("is nested too deep");
    }
    String name =
        words
            .getFirst()
            .text()
            .orElseThrow(() -> new NotUnderstood("runs a program whose name is not known before"));
    if (!USUAL_NAME.matcher(name).matches()) {
      throw new NotUnderstood("runs a program with an unusual name");
    }
    new Carriers(this, base(name), words, input).add();
  }

  /// The name that tells what a program is: without folder, version and ending. Some systems do not
  /// tell small letters from capitals.
  static String base(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String bare = file.endsWith(".exe") ? file.substring(0, file.length() - 4) : file;
    Matcher versioned = VERSION.matcher(bare);
    return versioned.matches() ? versioned.group(1) : bare;
  }

  void step(ShellStep.Kind kind, List<ShellWord> words, String note) {
    steps.add(new ShellStep.Command(words, kind, note));
  }

  private void unclear(List<ShellWord> all, List<ShellWord> words, String why) {
    boolean isNamed = !words.isEmpty() && words.getFirst().text().isPresent();
    String shown = new ShellStep.Command(all, ShellStep.Kind.PLAIN, "").shown();
    steps.add(new ShellStep.Unclear(shown, why, isNamed ? words : List.of()));
  }

  /// A command that another one runs; assignments before it do not count as such.
  void inner(List<ShellWord> words) {
    withInput(words, Optional.empty());
  }

  /// The same, when it reads the other's input.
  void withInput(List<ShellWord> words, Optional<String> input) {
    if (words.isEmpty()) {
      return;
    }
    try {
      new StepsOfCommand(steps, depth + 1).addCommand(words, input);
    } catch (NotUnderstood e) {
      unclear(words, words, e.why());
    }
  }

  /// A text that a shell runs.
  void script(String text) {
    ShellScript.read(text, steps, depth + 1);
  }
}
