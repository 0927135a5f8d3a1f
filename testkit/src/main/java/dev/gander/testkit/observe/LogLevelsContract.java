package dev.gander.testkit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.LogLevel;
import dev.gander.domain.observe.LogLevels;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [LogLevels]. It has started with `info`.
public interface LogLevelsContract {
  LogLevels levels();

  @Test
  default void oneLevelIsThereFromTheStart() {
    assertEquals(Map.of("dev.gander", LogLevel.INFO), levels().all());
  }

  @Test
  default void aPartGetsALevelAndLosesIt() {
    levels().set("dev.gander", Optional.of(LogLevel.ERROR));
    levels().set("dev.gander.adapters", Optional.of(LogLevel.DEBUG));

    assertEquals(
        Map.of("dev.gander", LogLevel.ERROR, "dev.gander.adapters", LogLevel.DEBUG),
        levels().all());

    levels().set("dev.gander.adapters", Optional.empty());
    levels().set("nobody.knows", Optional.empty());
    levels().set("dev.gander", Optional.empty());

    assertEquals(Map.of("dev.gander", LogLevel.INFO), levels().all());
  }

  @Test
  default void partsAreNotWithoutEnd() {
    for (int part = 0; part < LogLevels.MOST; part++) {
      levels().set("part" + part, Optional.of(LogLevel.OFF));
    }

    assertThrows(InvalidInput.class, () -> levels().set("more", Optional.of(LogLevel.OFF)));
    levels().set("part1", Optional.of(LogLevel.WARN));

    assertEquals(LogLevel.WARN, levels().all().get("part1"));
    assertEquals(LogLevels.MOST + 1, levels().all().size());
  }
}
