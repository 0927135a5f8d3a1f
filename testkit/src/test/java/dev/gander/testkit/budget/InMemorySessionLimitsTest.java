package dev.gander.testkit.budget;

import dev.gander.domain.budget.SessionLimits;

class InMemorySessionLimitsTest implements SessionLimitsContract {
  private final InMemorySessionLimits limits = new InMemorySessionLimits();

  @Override
  public SessionLimits limits() {
    return limits;
  }

  @Override
  public SessionLimits afterARestart() {
    return limits;
  }
}
