package dev.gander.adapters.persistence.own;

import java.util.List;

/// The tables of one store, which change independently of those of other stores.
///
/// @param name unique in the file; never changes
/// @param steps each brings the tables from one version to the next, the first creates them. A step
///   that was released never changes; what it made is removed only when no version that uses it can
///   still be running
public record TableGroup(String name, List<Step> steps) {
  public TableGroup {
    steps = List.copyOf(steps);
  }

  /// @param statements in their order
  public record Step(List<String> statements) {
    public Step {
      statements = List.copyOf(statements);
    }

    public static Step of(String... statements) {
      return new Step(List.of(statements));
    }
  }

  int version() {
    return steps.size();
  }
}
