package dev.gander.testkit.keeping;

import dev.gander.domain.keeping.Seals;

class InMemorySealsTest implements SealsContract {
  @Override
  public Seals seals() {
    return new InMemorySeals();
  }
}
