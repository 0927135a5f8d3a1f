package dev.gander.domain.session;

/// A fencing number: it comes with the right to run a turn of a session, and each new right has a
/// higher one than all before. So a store can refuse a writer that has lost the right and does not
/// know it yet. Numbers are compared within one session only, and count from 1.
public record Fence(long number) {
  /// For writers outside of turns, such as imports: never refused, and makes no other writer stale.
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
