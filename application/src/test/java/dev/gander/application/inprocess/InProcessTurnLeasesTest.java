package dev.gander.application.inprocess;

import dev.gander.domain.turn.TurnLeases;
import dev.gander.testkit.turn.TurnLeasesContract;

class InProcessTurnLeasesTest implements TurnLeasesContract {
  @Override
  public TurnLeases leases() {
    return new InProcessTurnLeases();
  }
}
