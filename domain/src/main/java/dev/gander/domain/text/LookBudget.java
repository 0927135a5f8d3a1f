package dev.gander.domain.text;

/// How often regular expressions may look at characters, all searches of one piece of work
/// together: for a text or an expression that was made for it, the JDK's take longer than anybody
/// waits. Not thread-safe. An expression may also need more stack than there is, whatever the
/// budget.
public final class LookBudget {
  private long left;

  public LookBudget(long most) {
    left = most;
  }

  /// The budget is used up.
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Exhausted() {
      super("the search takes too long", null, false, false);
    }
  }

  /// A text for a matcher. Looking at it throws [Exhausted] once the budget is used up.
  public CharSequence over(String text) {
    return new Watched(text);
  }

  private final class Watched implements CharSequence {
    private final String text;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new Exhausted();
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
