package dev.gander.domain.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What rules say about a call. The last is the strictest.
public enum PolicyVerdict {
  /// The rules have nothing against it: mode and permissions decide as ever.
  ALLOW,
  /// A person decides, in every mode.
  ASK,
  /// It does not run.
  DENY;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<PolicyVerdict> parse(String wire) {
    return Arrays.stream(values()).filter(it -> it.wire().equals(wire)).findFirst();
  }

  PolicyVerdict orStricter(PolicyVerdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
