package dev.gander.domain.observe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the log tells: this, and what is more urgent.
public enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Ignores case; empty for anything else.
  public static Optional<LogLevel> named(String text) {
    return Arrays.stream(values()).filter(level -> level.name().equalsIgnoreCase(text)).findFirst();
  }

  /// All of them, for messages.
  public static String list() {
    return Arrays.stream(values()).map(LogLevel::wire).collect(Collectors.joining(", "));
  }
}
