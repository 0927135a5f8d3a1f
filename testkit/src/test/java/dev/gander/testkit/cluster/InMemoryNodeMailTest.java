package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.NodeMail;
import java.time.Duration;
import java.util.Map;

class InMemoryNodeMailTest implements NodeMailContract {
  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemoryNodeMail.Boxes boxes = new InMemoryNodeMail.Boxes(leases);

  @Override
  public NodeMail mail(String node) {
    new InMemoryLeaseTable(leases, node).renew(Map.of(), Duration.ofMinutes(1));
    return new InMemoryNodeMail(boxes, node);
  }

  @Override
  public void bury(String node) {
    leases.bury(node);
  }
}
