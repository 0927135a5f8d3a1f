package dev.gander.domain.hook;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which occasions of its event a hook wants: those in whose text a regular expression is found.
/// Thread-safe. A search that would take too long finds nothing.
public final class HookMatcher {
  public static final HookMatcher ALL = new HookMatcher(Pattern.compile(""));

  /// The longest text that is looked at.
  private static final int LONGEST = 4_096;

  private static final int MOST_STEPS = 2_000_000;

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
      return pattern.matcher(new Budgeted(text)).find();
    } catch (TooManySteps | StackOverflowError _) {
      // Java searches for a choice in a repetition with a call for each character.
      return false;
    }
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("the search takes too long", null, false, false);
    }
  }

  /// Counts how often it is asked for a character.
  private static final class Budgeted implements CharSequence {
    private final String text;
    private int steps;

    Budgeted(String text) {
      this.text = text.substring(0, Math.min(text.length(), LONGEST));
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
