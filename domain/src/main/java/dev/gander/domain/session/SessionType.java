package dev.gander.domain.session;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What kind of session it is.
public enum SessionType {
  USER("user"),
  SCHEDULED("scheduled"),
  SUB_AGENT("sub_agent"),
  HIDDEN("hidden"),
  TERMINAL("terminal"),
  GATEWAY("gateway"),
  ACP("acp");

  /// The types included in lists, searches and totals.
  public static final Set<SessionType> LISTED = Set.of(USER, SCHEDULED);

  private final String wire;

  SessionType(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<SessionType> parse(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
