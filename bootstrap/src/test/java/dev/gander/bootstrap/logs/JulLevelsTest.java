package dev.gander.bootstrap.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.observe.LogLevel;
import dev.gander.domain.observe.LogLevels;
import dev.gander.testkit.observe.LogLevelsContract;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JulLevelsTest implements LogLevelsContract {
  private final Logger own = Logger.getLogger("dev.gander");
  private final Level before = own.getLevel();
  private LogLevels levels;

  @BeforeEach
  void begin() {
    own.setLevel(Level.INFO);
    levels = new JulLevels(Set.of());
  }

  @AfterEach
  void restore() {
    levels.all().keySet().forEach(part -> levels.set(part, Optional.empty()));
    own.setLevel(before);
  }

  @Override
  public LogLevels levels() {
    return levels;
  }

  @Test
  void aLevelHoldsForTheLoggersBelow() {
    Logger below = Logger.getLogger("dev.gander.adapters.mcp.X");

    levels.set("dev.gander.adapters", Optional.of(LogLevel.DEBUG));
    assertEquals(true, below.isLoggable(Level.FINE));

    levels.set("dev.gander.adapters", Optional.empty());
    assertEquals(false, below.isLoggable(Level.FINE));
  }

  @Test
  void partsThatHadLevelsAtTheStartAreShown() {
    Logger part = Logger.getLogger("dev.gander.adapters.http");
    part.setLevel(Level.FINE);

    assertEquals(
        Map.of("dev.gander", LogLevel.INFO, "dev.gander.adapters.http", LogLevel.DEBUG),
        new JulLevels(Set.of("dev.gander.adapters.http")).all());
    part.setLevel(null);
  }
}
