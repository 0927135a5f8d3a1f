package dev.gander.bootstrap.logs;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.LogLevel;
import dev.gander.domain.observe.LogLevels;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Levels of `java.util.logging`, which belong to the process: all servers in it share them.
/// Guarded by this.
public final class JulLevels implements LogLevels {
  // JUL forgets the level of a logger without strong references.
  private final Map<String, Logger> loggers = new HashMap<>();
  private final @Nullable Level atStart;

  /// @param parts those that may have a level of their own already
  public JulLevels(Set<String> parts) {
    parts.forEach(part -> loggers.put(part, Logger.getLogger(part)));
    Logger own = Logger.getLogger(LogSettings.OWN);
    loggers.put(LogSettings.OWN, own);
    atStart = own.getLevel();
  }

  @Override
  public synchronized Map<String, LogLevel> all() {
    Map<String, LogLevel> levels = new HashMap<>();
    loggers.forEach((part, logger) -> levels.put(part, levelOf(effective(logger))));
    return levels;
  }

  private static Level effective(Logger logger) {
    Logger at = logger;
    while (at != null && at.getLevel() == null) {
      at = at.getParent();
    }
    return at == null ? Level.INFO : Objects.requireNonNullElse(at.getLevel(), Level.INFO);
  }

  @Override
  public synchronized void set(String part, Optional<LogLevel> level) {
    if (level.isPresent()) {
      put(part, level.get());
    } else if (part.equals(LogSettings.OWN)) {
      Logger.getLogger(part).setLevel(atStart);
    } else {
      Logger logger = loggers.remove(part);
      if (logger != null) {
        logger.setLevel(null);
      }
    }
  }

  private void put(String part, LogLevel level) {
    if (!loggers.containsKey(part) && loggers.size() > MOST) {
      throw new InvalidInput(MOST + " parts have a level of their own already");
    }
    Logger logger = loggers.computeIfAbsent(part, Logger::getLogger);
    logger.setLevel(level(level));
  }

  static Level level(LogLevel level) {
    return switch (level) {
      case OFF -> Level.OFF;
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.ALL;
    };
  }

  private static LogLevel levelOf(Level level) {
    int value = level.intValue();
    if (value == Level.OFF.intValue()) {
      return LogLevel.OFF;
    }
    if (value > Level.WARNING.intValue()) {
      return LogLevel.ERROR;
    }
    if (value > Level.INFO.intValue()) {
      return LogLevel.WARN;
    }
    return value > Level.FINE.intValue()
        ? LogLevel.INFO
        : value > Level.FINEST.intValue() ? LogLevel.DEBUG : LogLevel.TRACE;
  }
}
