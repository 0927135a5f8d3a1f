package dev.gander.application.cluster;

import dev.gander.domain.turn.TurnLeases;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.turn.TurnLeasesContract;
import java.time.Duration;

class SharedTurnLeasesTest implements TurnLeasesContract {
  private static final Duration TIME = Duration.ofSeconds(10);

  @Override
  public TurnLeases leases() {
    return new SharedTurnLeases(new InMemoryLeaseTable(new InMemoryLeaseTable.Rows(), "a"), TIME);
  }
}
