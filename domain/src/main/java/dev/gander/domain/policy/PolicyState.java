package dev.gander.domain.policy;

/// What stands in `policy.yaml`.
public sealed interface PolicyState {
  /// There is no such file: nothing is ruled.
  record Absent() implements PolicyState {}

  record Valid(Policy policy) implements PolicyState {}

  /// Nobody knows what it forbids.
  ///
  /// @param problem what is wrong, with file, line and column
  record Broken(String problem) implements PolicyState {}
}
