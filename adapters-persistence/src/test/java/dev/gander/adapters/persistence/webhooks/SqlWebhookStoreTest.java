package dev.gander.adapters.persistence.webhooks;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.domain.webhook.WebhookStore;
import dev.gander.testkit.webhook.WebhookStoreContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlWebhookStoreTest implements WebhookStoreContract {
  @TempDir Path folder;
  private OwnDatabase database;

  @BeforeEach
  void open() {
    database = new OwnDatabase(folder.resolve("gander.db"), List.of(SqlWebhookStore.TABLES));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public WebhookStore webhooks() {
    return new SqlWebhookStore(database);
  }
}
