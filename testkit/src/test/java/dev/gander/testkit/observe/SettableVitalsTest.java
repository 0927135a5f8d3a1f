package dev.gander.testkit.observe;

import dev.gander.domain.observe.StoreState;
import dev.gander.domain.observe.Vitals;

class SettableVitalsTest implements VitalsContract {
  private final SettableVitals vitals = new SettableVitals();

  @Override
  public Vitals vitals() {
    return vitals;
  }

  @Override
  public void spoil() {
    vitals.set(new StoreState("The session database", false, false, "no such disk"));
  }
}
