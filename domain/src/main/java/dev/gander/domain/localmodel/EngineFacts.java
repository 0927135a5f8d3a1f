package dev.gander.domain.localmodel;

import java.util.List;

/// What runs the models of this machine.
///
/// @param name of the engine; empty if there is none
/// @param build its version, in its own words
/// @param limits what it cannot do, or why there is none; each a sentence without its period
public record EngineFacts(String name, String build, List<String> limits) {
  public EngineFacts {
    limits = List.copyOf(limits);
  }

  /// There is no engine.
  public static EngineFacts none(String reason) {
    return new EngineFacts("", "", List.of(reason));
  }

  public boolean isThere() {
    return !name.isEmpty();
  }
}
