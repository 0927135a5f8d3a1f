package dev.gander.adapters.postgres.turn;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.testkit.cluster.LeaseTableContract;
import org.junit.jupiter.api.AfterEach;

class PostgresLeasesTest implements LeaseTableContract {
  private final NodesOnPostgres nodes = new NodesOnPostgres();

  @AfterEach
  void end() {
    nodes.close();
  }

  @Override
  public LeaseTable node(String name) {
    return new PostgresLeases(nodes.database(name), name);
  }
}
