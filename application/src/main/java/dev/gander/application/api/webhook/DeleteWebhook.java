package dev.gander.application.api.webhook;

import dev.gander.application.webhook.OwnedWebhooks;
import dev.gander.domain.access.Caller;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookStore;

/// Deletes a webhook; what is on its way to it is not delivered.
public final class DeleteWebhook {
  private final OwnedWebhooks owned;

  public DeleteWebhook(WebhookStore webhooks, DeliveryQueue queue) {
    this.owned = new OwnedWebhooks(webhooks, queue);
  }

  /// @throws dev.gander.domain.webhook.WebhookNotFound for an unknown id, and for a webhook of
  ///   somebody else
  public void delete(Caller caller, WebhookId id) {
    var _ = owned.webhooks().delete(owned.get(caller, id).id());
  }
}
