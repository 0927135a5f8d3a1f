package dev.gander.domain.policy;

/// Whether a pattern matches something of which parts may be unknown.
enum Matched {
  NO,
  /// It depends on what is unknown.
  MAYBE,
  /// Whatever the unknown parts are.
  YES;

  Matched and(Matched other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Matched or(Matched other) {
    return compareTo(other) >= 0 ? this : other;
  }

  static Matched of(boolean isCertain) {
    return isCertain ? YES : NO;
  }
}
