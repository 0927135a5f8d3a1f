package dev.gander.domain.session;

/// A fencing number: it comes with the right to run a session's turn, and each new right has a
/// higher number than all before. A store can thus reject a writer that has lost the right without
/// noticing. Numbers are only compared within one session, and count from 1.
public record Fence(long number) {
  /// For writers outside turns, such as imports: never rejected, and makes no other writer stale.
  public static final Fence NONE = new Fence(0);

  public Fence {
    if (number < 0) {
      throw new IllegalArgumentException("fence " + number);
    }
  }

  /// Whether a writer with this number has lost the right, given the highest number seen.
  public boolean isStaleAfter(Fence highest) {
    return !equals(NONE) && number < highest.number;
  }

  public Fence orHigher(Fence other) {
    return other.number > number ? other : this;
  }
}
