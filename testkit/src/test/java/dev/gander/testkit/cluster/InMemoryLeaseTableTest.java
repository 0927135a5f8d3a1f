package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.LeaseTable;

class InMemoryLeaseTableTest implements LeaseTableContract {
  private final InMemoryLeaseTable.Rows rows = new InMemoryLeaseTable.Rows();

  @Override
  public LeaseTable node(String name) {
    return new InMemoryLeaseTable(rows, name);
  }
}
