package dev.gander.application.engine.permission;

/// A text that may be looked at only so many times, all searches together: a regular expression can
/// take the square of the length of a text that was made for it.
final class LimitedSearch implements CharSequence {
  /// Enough for a hundred looks at each character of the longest command, and less than a second.
  private static final int MOST_LOOKS = 100_000_000;

  private final CharSequence text;
  private int looks;

  LimitedSearch(CharSequence text) {
    this.text = text;
  }

  /// The text was looked at too often.
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super(null, null, false, false);
    }
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
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
    return text.toString();
  }
}
