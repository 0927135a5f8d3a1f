package dev.gander.testkit.webhook;

import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Webhooks in memory.
public final class InMemoryWebhookStore implements WebhookStore {
  private final Map<WebhookId, Webhook> webhooks = new LinkedHashMap<>();

  @Override
  public synchronized void add(Webhook webhook) {
    webhooks.put(webhook.id(), webhook);
  }

  @Override
  public synchronized List<Webhook> list() {
    return List.copyOf(webhooks.values());
  }

  @Override
  public synchronized Optional<Webhook> find(WebhookId id) {
    return Optional.ofNullable(webhooks.get(id));
  }

  @Override
  public synchronized Optional<Webhook> change(WebhookId id, UnaryOperator<Webhook> change) {
    return Optional.ofNullable(
        webhooks.computeIfPresent(id, (_, webhook) -> change.apply(webhook)));
  }

  @Override
  public synchronized boolean delete(WebhookId id) {
    return webhooks.remove(id) != null;
  }
}
