package dev.gander.application.template.value;

/// What a rendering may still use; each step also notices an interruption.
public final class Allowance {
  /// Copying a text of this length costs about as much as a step.
  private static final int CHARACTERS_PER_STEP = 16;

  /// Numbers to decimal digits and back.
  private static final int SLOW = 25;

  private final int maxText;
  private final int maxSteps;
  private long steps;

  /// @param maxText the most characters of any text
  public Allowance(int maxText, int maxSteps) {
    this.maxText = maxText;
    this.maxSteps = maxSteps;
  }

  public void step() {
    steps(1);
  }

  public void steps(long count) {
    steps += count;
    if (steps > maxSteps) {
      throw new Misuse("the template takes more than " + maxSteps + " steps");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new Misuse("the rendering was interrupted");
    }
  }

  /// To be called before a text of that length is made.
  public void text(long length) {
    fits(length);
    steps(1 + length / CHARACTERS_PER_STEP);
  }

  /// For what takes longer than it looks.
  public void slow() {
    steps(SLOW);
  }

  /// To be called before a part of a text is looked for.
  void search(String text, String part) {
    steps((long) text.length() * (part.length() + 1) / CHARACTERS_PER_STEP);
  }

  public void fits(long length) {
    if (length > maxText) {
      throw new Misuse("the template makes more than " + maxText + " characters");
    }
  }
}
