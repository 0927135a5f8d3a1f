package dev.gander.testkit.webhook;

import dev.gander.domain.webhook.DeliveryQueue;

class InMemoryDeliveryQueueTest implements DeliveryQueueContract {
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final InMemoryDeliveryQueue other = queue.ofAnotherServer();

  @Override
  public DeliveryQueue queue() {
    return queue;
  }

  @Override
  public DeliveryQueue ofAnotherServer() {
    return other;
  }

  @Override
  public void serverDies() {
    queue.die();
  }
}
