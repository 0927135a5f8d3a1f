package dev.gander.application.api.webhook;

import dev.gander.application.webhook.OwnedWebhooks;
import dev.gander.domain.access.Caller;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookNotFound;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookStore;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Gives a webhook a new secret. The former one signs as well for a day.
public final class RotateWebhookSecret {
  private final OwnedWebhooks owned;
  private final RandomGenerator random;
  private final Clock clock;

  public RotateWebhookSecret(
      WebhookStore webhooks, DeliveryQueue queue, RandomGenerator random, Clock clock) {
    this.owned = new OwnedWebhooks(webhooks, queue);
    this.random = random;
    this.clock = clock;
  }

  /// @return the webhook with its new secret, which is not shown again
  /// @throws WebhookNotFound for an unknown id, and for a webhook of somebody else
  public Webhook rotate(Caller caller, WebhookId id) {
    WebhookId known = owned.get(caller, id).id();
    WebhookSecret fresh = CreateWebhook.fresh(random);
    return owned
        .webhooks()
        .change(known, webhook -> webhook.rotated(fresh, clock.instant()))
        .orElseThrow(() -> new WebhookNotFound(id.text()));
  }
}
