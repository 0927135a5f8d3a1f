package dev.gander.domain.permission;

import java.util.Arrays;
import java.util.Optional;

/// How much the agent may do without asking.
public enum GooseMode {
  AUTO("auto"),
  APPROVE("approve"),
  SMART_APPROVE("smart_approve"),
  CHAT("chat");

  private final String wire;

  GooseMode(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /// Accepts exactly the four names: no capitals, hyphens or blanks.
  public static Optional<GooseMode> parse(String wire) {
    return Arrays.stream(values()).filter(mode -> mode.wire.equals(wire)).findFirst();
  }
}
