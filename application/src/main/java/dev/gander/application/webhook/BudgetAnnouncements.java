package dev.gander.application.webhook;

import dev.gander.application.budget.Budgets;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.Budget;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.webhook.WebhookEvent;
import dev.gander.domain.webhook.WebhookTopic;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.Executor;

/// Tells webhooks of budgets that are spent, each once: one of a day again on the next.
///
/// @param threads store what is told, for which no request waits
public record BudgetAnnouncements(Announcements announcements, Clock clock, Executor threads)
    implements Budgets.SpentListener {
  private static final System.Logger LOG = System.getLogger(BudgetAnnouncements.class.getName());

  @Override
  public void spent(Payer payer, Budget budget, String text) {
    WebhookEvent event = event(payer, budget, text);
    threads.execute(() -> tell(event));
  }

  private void tell(WebhookEvent event) {
    try {
      announcements.tell(event);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "a spent budget is not told: {0}", e.text());
    }
  }

  private WebhookEvent event(Payer payer, Budget budget, String text) {
    Account account = budget.account();
    String scope = account.scope().wireName();
    String day = account.day() == null ? "" : account.day().toString();
    String session = payer.session() == null ? null : payer.session().value();
    return new WebhookEvent(
        String.join("_", "msg_budget", scope, account.id(), day, budget.measure().wireName()),
        WebhookTopic.BUDGET_SPENT,
        payer.key(),
        payer.schedule(),
        clock.instant(),
        JsonObject.builder()
            .put("scope", scope)
            .put("measure", budget.measure().wireName())
            .putOrNull("session_id", session)
            .putOrNull("run_id", payer.run())
            .put("text", text)
            .build());
  }
}
