package dev.gander.application.webhook;

import dev.gander.domain.access.Caller;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookNotFound;
import dev.gander.domain.webhook.WebhookStore;

/// The webhooks and deliveries that a caller may see. Those of others are not there.
public record OwnedWebhooks(WebhookStore webhooks, DeliveryQueue queue) {
  /// @throws WebhookNotFound for an unknown id, and for a webhook of somebody else
  public Webhook get(Caller caller, WebhookId id) {
    return webhooks
        .find(id)
        .filter(webhook -> caller.sees(webhook.owner()))
        .orElseThrow(() -> new WebhookNotFound(id.text()));
  }

  /// @throws WebhookNotFound for an unknown number, and for a delivery of somebody else
  public WebhookDelivery delivery(Caller caller, long number) {
    return queue
        .find(number)
        .filter(delivery -> caller.sees(delivery.owner()))
        .orElseThrow(() -> new WebhookNotFound(Long.toString(number)));
  }
}
