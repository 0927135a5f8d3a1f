package dev.gander.domain.turn;

/// What becomes of a turn whose session is busy with another.
public enum Admission {
  /// It waits until those before it have ended.
  QUEUE,
  /// It is refused, unless the others were cancelled.
  REFUSE
}
