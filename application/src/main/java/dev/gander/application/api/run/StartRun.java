package dev.gander.application.api.run;

import dev.gander.application.run.Runs;
import dev.gander.application.webhook.OwnedWebhooks;
import dev.gander.domain.access.Caller;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunWebhook;
import dev.gander.domain.webhook.WebhookId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Hands work over.
public final class StartRun {
  private final Runs runs;
  private final OwnedWebhooks webhooks;

  public StartRun(Runs runs, OwnedWebhooks webhooks) {
    this.runs = runs;
    this.webhooks = webhooks;
  }

  /// Accepts a run and waits for its end, at most for `patience`, which may be 0. It goes on
  /// however long its caller waits.
  ///
  /// @param idempotencyKey null for none
  /// @return the new run, or the one that the caller has started with this key before
  /// @throws dev.gander.domain.error.InvalidInput if the request cannot be carried out
  /// @throws dev.gander.domain.error.NotFound if there is no such recipe, session or webhook
  /// @throws dev.gander.domain.error.Conflict if it chooses a server where there is only one
  /// @throws dev.gander.domain.run.RunKeyReused if the key was used for another request
  /// @throws dev.gander.domain.error.Unavailable while the server is stopping
  public Run start(
      Caller caller, RunRequest request, @Nullable String idempotencyKey, Duration patience)
      throws InterruptedException {
    if (request.webhook() instanceof RunWebhook.Made(WebhookId id)) {
      var _ = webhooks.get(caller, id);
    }
    Run run = runs.submit(caller.key(), request, idempotencyKey);
    return patience.isZero() || run.state().isEnd() ? run : runs.await(run.id(), patience);
  }
}
