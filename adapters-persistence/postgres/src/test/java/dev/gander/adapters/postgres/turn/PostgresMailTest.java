package dev.gander.adapters.postgres.turn;

import dev.gander.domain.cluster.NodeMail;
import dev.gander.testkit.cluster.NodeMailContract;
import org.junit.jupiter.api.AfterEach;

class PostgresMailTest implements NodeMailContract {
  private final NodesOnPostgres nodes = new NodesOnPostgres();

  @AfterEach
  void end() {
    nodes.close();
  }

  @Override
  public void bury(String name) {
    nodes.bury(name);
  }

  @Override
  public NodeMail mail(String name) {
    nodes.enter(name);
    return new PostgresMail(nodes.database(name), name);
  }
}
