package dev.gander.application.api.webhook;

import dev.gander.application.webhook.OwnedWebhooks;
import dev.gander.domain.access.Caller;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookStore;
import java.time.Clock;

/// Sends something again that was given up, or has arrived.
public final class ResendDelivery {
  private final OwnedWebhooks owned;
  private final Clock clock;
  private final Runnable news;

  /// @param news called when there is something to deliver
  public ResendDelivery(WebhookStore webhooks, DeliveryQueue queue, Clock clock, Runnable news) {
    this.owned = new OwnedWebhooks(webhooks, queue);
    this.clock = clock;
    this.news = news;
  }

  /// @return the delivery as it is now
  /// @throws dev.gander.domain.webhook.WebhookNotFound for an unknown number, and for a delivery of
  ///   somebody else
  /// @throws Conflict while it is on its way
  public WebhookDelivery resend(Caller caller, long number) {
    WebhookDelivery delivery = owned.delivery(caller, number);
    if (delivery.progress().state() == WebhookDelivery.State.WAITING) {
      throw new Conflict("It is on its way already");
    }
    WebhookDelivery again = delivery.resent(clock.instant());
    owned.queue().settle(again);
    news.run();
    return again;
  }
}
