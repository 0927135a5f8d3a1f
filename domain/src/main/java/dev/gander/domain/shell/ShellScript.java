package dev.gander.domain.shell;

import java.util.ArrayList;
import java.util.List;

/// A command line, taken apart into the single commands that it may run, in their order. Knows the
/// language that `sh`, `bash` and `zsh` share. What these read differently, or what could hide a
/// command, is not guessed at: it becomes a [ShellStep.Unclear].
///
/// @param steps also those of conditions that may be false
public record ShellScript(List<ShellStep> steps) {
  /// In characters; the kernel takes no longer argument.
  static final int LONGEST = 131_072;

  static final int MOST_STEPS = 2_000;

  /// How deep commands may be wrapped into commands.
  static final int DEEPEST = 16;

  public ShellScript {
    steps = List.copyOf(steps);
  }

  /// Takes time proportional to the length of the text.
  public static ShellScript of(String text) {
    List<ShellStep> steps = new ArrayList<>();
    read(text, steps, 0);
    return new ShellScript(steps);
  }

  /// Adds the steps of a text, at least as far as it is understood.
  static void read(String text, List<ShellStep> steps, int depth) {
    try {
      if (text.length() > LONGEST) {
        throw new NotUnderstood("is too long");
      }
      if (depth > DEEPEST) {
        throw new NotUnderstood("is nested too deep");
      }
      InvisibleText.refuse(text);
      new ShellReader(text, steps, depth).readAll();
    } catch (NotUnderstood e) {
      steps.add(new ShellStep.Unclear(text, e.why()));
    }
  }
}
