package dev.gander.domain.turn;

/// How to treat a turn whose session is busy with another.
public enum Admission {
  /// It waits until the earlier turns have ended.
  QUEUE,
  /// It is rejected, unless the other turns were cancelled.
  REFUSE
}
