package dev.gander.testkit.observe;

import dev.gander.domain.observe.LogLevels;

class InMemoryLogLevelsTest implements LogLevelsContract {
  private final LogLevels levels = new InMemoryLogLevels();

  @Override
  public LogLevels levels() {
    return levels;
  }
}
