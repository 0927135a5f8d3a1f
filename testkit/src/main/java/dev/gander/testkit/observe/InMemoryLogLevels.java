package dev.gander.testkit.observe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.LogLevel;
import dev.gander.domain.observe.LogLevels;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Levels of a log that nobody writes.
public final class InMemoryLogLevels implements LogLevels {
  private final Map<String, LogLevel> levels = new TreeMap<>(Map.of("dev.gander", LogLevel.INFO));

  @Override
  public synchronized Map<String, LogLevel> all() {
    return Map.copyOf(levels);
  }

  @Override
  public synchronized void set(String part, Optional<LogLevel> level) {
    if (level.isPresent() && !levels.containsKey(part) && levels.size() > MOST) {
      throw new InvalidInput("too many");
    }
    level.ifPresentOrElse(it -> levels.put(part, it), () -> levels.remove(part));
    levels.putIfAbsent("dev.gander", LogLevel.INFO);
  }
}
