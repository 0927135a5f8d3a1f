package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.SharedEvents;

class InMemorySharedEventsTest implements SharedEventsContract {
  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemorySharedEvents.Rows rows = new InMemorySharedEvents.Rows(leases);

  @Override
  public SharedEvents events(String node) {
    return new InMemorySharedEvents(rows, node);
  }

  @Override
  public LeaseTable leases(String node) {
    return new InMemoryLeaseTable(leases, node);
  }

  @Override
  public void bury(String node) {
    leases.bury(node);
  }
}
