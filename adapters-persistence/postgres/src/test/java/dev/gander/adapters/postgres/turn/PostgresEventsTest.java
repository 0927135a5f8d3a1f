package dev.gander.adapters.postgres.turn;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.testkit.cluster.SharedEventsContract;
import org.junit.jupiter.api.AfterEach;

class PostgresEventsTest implements SharedEventsContract {
  private final NodesOnPostgres nodes = new NodesOnPostgres();

  @AfterEach
  void end() {
    nodes.close();
  }

  @Override
  public SharedEvents events(String node) {
    return new PostgresEvents(nodes.database(node), node);
  }

  @Override
  public LeaseTable leases(String node) {
    return new PostgresLeases(nodes.database(node), node);
  }

  @Override
  public void bury(String node) {
    nodes.bury(node);
  }
}
