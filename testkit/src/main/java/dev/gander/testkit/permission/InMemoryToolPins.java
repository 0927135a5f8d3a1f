package dev.gander.testkit.permission;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.permission.ToolPins;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Pins in memory.
public final class InMemoryToolPins implements ToolPins {
  private final Map<String, ToolPin> pins = new ConcurrentHashMap<>();
  private volatile boolean broken;

  /// Lets every use fail from now on.
  public void breakThem() {
    broken = true;
  }

  @Override
  public ToolPin keep(String tool, ToolPin now) {
    failIfBroken();
    return Objects.requireNonNullElse(pins.putIfAbsent(tool, now), now);
  }

  @Override
  public void replace(String tool, ToolPin pin) {
    failIfBroken();
    pins.put(tool, pin);
  }

  @Override
  public Map<String, ToolPin> all() {
    failIfBroken();
    return Map.copyOf(pins);
  }

  private void failIfBroken() {
    if (broken) {
      throw new StorageException("the pins are broken", null);
    }
  }
}
