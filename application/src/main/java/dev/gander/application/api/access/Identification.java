package dev.gander.application.api.access;

import dev.gander.domain.access.Caller;
import java.time.Duration;

/// Who it is that asks, by the secret that came along.
<<<<<<<< HEAD:application/src/main/java/dev/gander/application/api/access/CallerIdentity.java
public sealed interface CallerIdentity {
  /// A key that is valid now.
  record Known(Caller caller) implements CallerIdentity {}
========
public sealed interface Identification {
  /// A key that is valid now.
  record Known(Caller caller) implements Identification {}
>>>>>>>> origin/keys:application/src/main/java/dev/gander/application/api/access/Identification.java

  /// A valid key that asks more often than it may.
  ///
  /// @param pause until it may ask again
<<<<<<<< HEAD:application/src/main/java/dev/gander/application/api/access/CallerIdentity.java
  record TooOften(Caller caller, Duration pause) implements CallerIdentity {}

  /// No valid key.
  record Stranger() implements CallerIdentity {}
========
  record TooOften(Caller caller, Duration pause) implements Identification {}

  /// No valid key.
  record Stranger() implements Identification {}
>>>>>>>> origin/keys:application/src/main/java/dev/gander/application/api/access/Identification.java
}
