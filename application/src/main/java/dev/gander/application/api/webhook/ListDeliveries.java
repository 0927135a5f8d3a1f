package dev.gander.application.api.webhook;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.Scope;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookDelivery.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists what is on its way to webhooks, has arrived, or is given up.
public final class ListDeliveries {
  private final DeliveryQueue queue;

  public ListDeliveries(DeliveryQueue queue) {
    this.queue = queue;
  }

  /// The newest first. Only administrators see those of others.
  ///
  /// @param state null for all
  /// @param before only lower numbers
  public List<WebhookDelivery> list(Caller caller, @Nullable State state, long before, int limit) {
    return queue.list(caller.may(Scope.ADMIN) ? null : caller.key(), state, before, limit);
  }
}
