package dev.gander.application.webhook;

import dev.gander.application.budget.SpentBudget;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.Budget;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.webhook.WebhookEvent;
import dev.gander.domain.webhook.WebhookTopic;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/// Tells webhooks of spent budgets.
///
/// @param clock with the time zone in which days begin
public record SpentBudgets(Announcements announcements, Clock clock) {
  private static final System.Logger LOG = System.getLogger(SpentBudgets.class.getName());

  /// Tells of one. A failure is only logged: the budget holds in any case.
  public void tell(SpentBudget spent) {
    try {
      announcements.tell(event(spent, clock.instant()));
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "webhooks do not hear of a spent budget: {0}", e.text());
    }
  }

  private WebhookEvent event(SpentBudget spent, Instant now) {
    Budget budget = spent.standing().budget();
    SessionId session = spent.payer().session();
    JsonObject data =
        JsonObject.builder()
            .put("scope", budget.account().scope().wireName())
            .put("id", budget.account().id())
            .put("measure", budget.measure().wireName())
            .put("limit", budget.measure().written(budget.most()))
            .put("used", budget.measure().written(spent.standing().used().of(budget.measure())))
            .putOrNull(
                "free_again", budget.freeAgain(clock.getZone()).map(Instant::toString).orElse(null))
            .putOrNull("session_id", session == null ? null : session.value())
            .putOrNull("run_id", spent.payer().run())
            .put("text", spent.text())
            .build();
    return new WebhookEvent(
        id(budget, now),
        WebhookTopic.BUDGET_SPENT,
        owner(spent),
        spent.payer().schedule(),
        now,
        data);
  }

  /// The budget of the server is nobody's but the server's.
  private static KeyId owner(SpentBudget spent) {
    return spent.standing().budget().account().scope() == BudgetScope.DAY
        ? KeyId.SERVER
        : spent.payer().key();
  }

  /// The same after a restart, except for turns, of which each session has many.
  private static String id(Budget budget, Instant now) {
    Account account = budget.account();
    String name =
        String.join(
            "\n",
            account.scope().wireName(),
            account.id(),
            String.valueOf(account.scope() == BudgetScope.TURN ? now : account.day()),
            budget.measure().wireName(),
            String.valueOf(budget.most()));
    return "msg_budget_" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
