package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.SharedQuestions;
import java.time.Duration;
import java.util.Map;

class InMemorySharedQuestionsTest implements SharedQuestionsContract {
  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemorySharedQuestions.Rows rows = new InMemorySharedQuestions.Rows(leases);

  @Override
  public SharedQuestions questions(String node) {
    new InMemoryLeaseTable(leases, node).renew(Map.of(), Duration.ofMinutes(1));
    return new InMemorySharedQuestions(rows, node);
  }

  @Override
  public void bury(String node) {
    leases.bury(node);
  }
}
