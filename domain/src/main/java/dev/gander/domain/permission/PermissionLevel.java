package dev.gander.domain.permission;

import java.util.Arrays;
import java.util.Optional;

/// A remembered decision about a tool.
public enum PermissionLevel {
  ALWAYS_ALLOW("always_allow"),
  ASK_BEFORE("ask_before"),
  NEVER_ALLOW("never_allow");

  private final String wire;

  PermissionLevel(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<PermissionLevel> parse(String wire) {
    return Arrays.stream(values()).filter(level -> level.wire.equals(wire)).findFirst();
  }
}
