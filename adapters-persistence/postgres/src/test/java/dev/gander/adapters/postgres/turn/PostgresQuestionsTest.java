package dev.gander.adapters.postgres.turn;

import dev.gander.domain.cluster.SharedQuestions;
import dev.gander.testkit.cluster.SharedQuestionsContract;
import org.junit.jupiter.api.AfterEach;

class PostgresQuestionsTest implements SharedQuestionsContract {
  private final NodesOnPostgres nodes = new NodesOnPostgres();

  @AfterEach
  void end() {
    nodes.close();
  }

  @Override
  public SharedQuestions questions(String node) {
    nodes.enter(node);
    return new PostgresQuestions(nodes.database(node), node);
  }

  @Override
  public void bury(String node) {
    nodes.bury(node);
  }
}
