package dev.gander.testkit.webhook;

import dev.gander.domain.webhook.WebhookStore;

class InMemoryWebhookStoreTest implements WebhookStoreContract {
  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();

  @Override
  public WebhookStore webhooks() {
    return webhooks;
  }
}
