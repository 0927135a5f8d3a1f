package dev.gander.adapters.persistence.webhooks;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.testkit.webhook.DeliveryQueueContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDeliveryQueueTest implements DeliveryQueueContract {
  @TempDir Path folder;
  private final AtomicBoolean isFirstDead = new AtomicBoolean();
  private OwnDatabase first;
  private OwnDatabase second;

  @BeforeEach
  void open() {
    first = database();
    second = database();
  }

  private OwnDatabase database() {
    return new OwnDatabase(folder.resolve("gander.db"), List.of(SqlWebhookStore.TABLES));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Override
  public DeliveryQueue queue() {
    return new SqlDeliveryQueue(first, "first", this::isAlive);
  }

  @Override
  public DeliveryQueue ofAnotherServer() {
    return new SqlDeliveryQueue(second, "second", this::isAlive);
  }

  private boolean isAlive(String server) {
    return !(server.equals("first") && isFirstDead.get());
  }

  @Override
  public void serverDies() {
    isFirstDead.set(true);
  }

  @Test
  void whoOnlyLooksMakesNoFile() {
    queue().take(NOW, 10);

    assertFalse(Files.exists(folder.resolve("gander.db")));
  }
}
