package dev.gander.adapters.postgres.own;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.persistence.access.SqlAccessKeys;
import dev.gander.adapters.persistence.access.SqlOwnership;
import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.questions.SqlQuestionStore;
import dev.gander.adapters.persistence.runs.SqlRunStore;
import dev.gander.adapters.persistence.upkeep.SqlSessionPins;
import dev.gander.adapters.persistence.usage.SqlSessionLimits;
import dev.gander.adapters.persistence.usage.SqlSpendingLedger;
import dev.gander.adapters.persistence.webhooks.SqlDeliveryQueue;
import dev.gander.adapters.persistence.webhooks.SqlWebhookStore;
import dev.gander.adapters.postgres.TwoServers;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.Ownership;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.turn.QuestionStore;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookStore;
import dev.gander.testkit.access.AccessKeysContract;
import dev.gander.testkit.access.OwnershipContract;
import dev.gander.testkit.budget.SessionLimitsContract;
import dev.gander.testkit.budget.SpendingLedgerContract;
import dev.gander.testkit.keeping.SessionPinsContract;
import dev.gander.testkit.run.RunStoreContract;
import dev.gander.testkit.turn.QuestionStoreContract;
import dev.gander.testkit.webhook.DeliveryQueueContract;
import dev.gander.testkit.webhook.WebhookStoreContract;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The stores of Gander's own database on PostgreSQL, seen from two servers.
class OwnStoresTest {
  @RegisterExtension
  static final TwoServers SERVERS =
      new TwoServers(ClusterOwn.tables(), "INSERT INTO usage_progress VALUES (0)");

  private final AtomicBoolean isFirstDead = new AtomicBoolean();
  private final Liveness liveness =
      Liveness.of(server -> !(server.equals("first") && isFirstDead.get()));

  private static OwnTables first(String store) {
    return new SharedTables(SERVERS.first(), store);
  }

  private static OwnTables second(String store) {
    return new SharedTables(SERVERS.second(), store);
  }

  @Nested
  class Keys implements AccessKeysContract {
    @Override
    public AccessKeys keys() {
      return new SqlAccessKeys(first("keys"));
    }
  }

  @Nested
  class Owners implements OwnershipContract {
    @Override
    public Ownership ownership() {
      return new SqlOwnership(first("keys"));
    }
  }

  @Nested
  class Questions implements QuestionStoreContract {
    @Override
    public QuestionStore store() {
      return new SqlQuestionStore(first("questions"), "first", liveness);
    }
  }

  @Nested
  class Runs implements RunStoreContract {
    @Override
    public RunStore store() {
      return new SqlRunStore(first("runs"), "first", liveness);
    }

    @Override
    public RunStore ofAnotherServer() {
      return new SqlRunStore(second("runs"), "second", liveness);
    }

    @Override
    public String server() {
      return "first";
    }

    @Override
    public String otherServer() {
      return "second";
    }

    @Override
    public void serverDies() {
      isFirstDead.set(true);
    }
  }

  @Nested
  class Webhooks implements WebhookStoreContract {
    @Override
    public WebhookStore webhooks() {
      return new SqlWebhookStore(first("webhooks"));
    }
  }

  @Nested
  class Deliveries implements DeliveryQueueContract {
    @Override
    public DeliveryQueue queue() {
      return new SqlDeliveryQueue(first("webhooks"), "first", liveness);
    }

    @Override
    public DeliveryQueue ofAnotherServer() {
      return new SqlDeliveryQueue(second("webhooks"), "second", liveness);
    }

    @Override
    public void serverDies() {
      isFirstDead.set(true);
    }
  }

  @Nested
  class Pins implements SessionPinsContract {
    @Override
    public SessionPins pins() {
      return new SqlSessionPins(first(""));
    }
  }

  @Nested
  class Spending implements SpendingLedgerContract {
    private SqlSpendingLedger ledger;

    @BeforeEach
    void open() {
      ledger = new SqlSpendingLedger(first("usage"));
    }

    @AfterEach
    void close() {
      ledger.close();
    }

    @Override
    public SpendingLedger ledger() {
      return ledger;
    }

    @Override
    public SpendingLedger afterARestart() {
      ledger.close();
      ledger = new SqlSpendingLedger(second("usage"));
      return ledger;
    }
  }

  @Nested
  class Limits implements SessionLimitsContract {
    @Override
    public SessionLimits limits() {
      return new SqlSessionLimits(first(""));
    }

    @Override
    public SessionLimits afterARestart() {
      return new SqlSessionLimits(second(""));
    }

    @Test
    void limitsThatAnotherServerHasGivenCountAtOnce() {
      SessionLimits here = limits();
      SessionLimits there = afterARestart();
      assertEquals(0, here.find(ID).most().size());

      there.put(ID, CALLS);

      assertEquals(CALLS, here.find(ID));
    }
  }
}
