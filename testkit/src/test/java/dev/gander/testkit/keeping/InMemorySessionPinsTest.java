package dev.gander.testkit.keeping;

import dev.gander.domain.keeping.SessionPins;

class InMemorySessionPinsTest implements SessionPinsContract {
  private final SessionPins pins = new InMemorySessionPins();

  @Override
  public SessionPins pins() {
    return pins;
  }
}
