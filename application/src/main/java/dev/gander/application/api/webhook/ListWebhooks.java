package dev.gander.application.api.webhook;

import dev.gander.domain.access.Caller;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookStore;
import java.util.List;

/// Lists the webhooks that a caller may see.
public final class ListWebhooks {
  private final WebhookStore webhooks;

  public ListWebhooks(WebhookStore webhooks) {
    this.webhooks = webhooks;
  }

  /// The oldest first.
  public List<Webhook> list(Caller caller) {
    return webhooks.list().stream().filter(webhook -> caller.sees(webhook.owner())).toList();
  }
}
