package dev.gander.adapters.age;

import dev.gander.domain.keeping.Seals;
import dev.gander.testkit.keeping.SealsContract;

class AgeSealsTest implements SealsContract {
  @Override
  public Seals seals() {
    return new AgeSeals();
  }
}
