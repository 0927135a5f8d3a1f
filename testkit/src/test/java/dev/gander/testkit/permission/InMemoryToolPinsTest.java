package dev.gander.testkit.permission;

import dev.gander.domain.permission.ToolPins;

class InMemoryToolPinsTest implements ToolPinsContract {
  private final InMemoryToolPins pins = new InMemoryToolPins();

  @Override
  public ToolPins pins() {
    return pins;
  }

  @Override
  public void breakThem() {
    pins.breakThem();
  }
}
