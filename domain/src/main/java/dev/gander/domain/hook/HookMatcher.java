package dev.gander.domain.hook;

import dev.gander.domain.text.LookBudget;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which occasions of its event a hook wants: those in whose text a regular expression is found.
/// Thread-safe. A search that would take too long finds nothing.
public final class HookMatcher {
  public static final HookMatcher ALL = new HookMatcher(Pattern.compile(""));

  /// The longest text that is looked at.
  private static final int LONGEST = 4_096;

  private static final int MOST_LOOKS = 2_000_000;

  private final Pattern pattern;

  private HookMatcher(Pattern pattern) {
    this.pattern = pattern;
  }

  /// Empty for a text that is no regular expression.
  public static Optional<HookMatcher> parse(String expression) {
    try {
      return Optional.of(new HookMatcher(Pattern.compile(expression)));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  public boolean matches(String text) {
    try {
      String beginning = text.substring(0, Math.min(text.length(), LONGEST));
      return pattern.matcher(new LookBudget(MOST_LOOKS).over(beginning)).find();
    } catch (LookBudget.Exhausted | StackOverflowError _) {
      // Java searches for a choice in a repetition with a call for each character.
      return false;
    }
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
