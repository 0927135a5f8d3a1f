package dev.gander.domain.session;

/// The number of a right to write to a session. Whoever is given the right to run the session's
/// turn gets a higher number than all before, so that a store can refuse a writer who has lost the
/// right and does not know it yet. Numbers are compared within one session only, and count from 1.
public record Fence(long number) {
  /// For writers that need no right, such as imports: never refused, and makes nobody stale.
  public static final Fence NONE = new Fence(0);

  public Fence {
    if (number < 0) {
      throw new IllegalArgumentException("fence " + number);
    }
  }

  /// Whether a writer with this number has lost its right, given the highest number seen.
  public boolean isStaleAfter(Fence highest) {
    return !equals(NONE) && number < highest.number;
  }

  public Fence orHigher(Fence other) {
    return other.number > number ? other : this;
  }
}
