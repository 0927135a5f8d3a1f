package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.NodeMail;

class InMemoryNodeMailTest implements NodeMailContract {
  private final InMemoryNodeMail.Boxes boxes = new InMemoryNodeMail.Boxes();

  @Override
  public NodeMail mail(String node) {
    return new InMemoryNodeMail(boxes, node);
  }
}
