package dev.gander.application.api.access;

import dev.gander.domain.access.Caller;
import java.time.Duration;

/// Who it is that asks, by the secret that came along.
public sealed interface Identification {
  /// A key that is valid now.
  record Known(Caller caller) implements Identification {}

  /// A valid key that asks more often than it may.
  ///
  /// @param pause until it may ask again
  record TooOften(Caller caller, Duration pause) implements Identification {}

  /// No valid key.
  record Stranger() implements Identification {}
}
