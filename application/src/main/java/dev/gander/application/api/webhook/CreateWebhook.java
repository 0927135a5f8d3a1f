package dev.gander.application.api.webhook;

import dev.gander.domain.access.Caller;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookStore;
import dev.gander.domain.webhook.WebhookTopic;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes a webhook.
public final class CreateWebhook {
  private static final int SECRET_BYTES = 32;

  private final WebhookStore webhooks;
  private final IdSource ids;
  private final RandomGenerator random;
  private final Clock clock;

  public CreateWebhook(WebhookStore webhooks, IdSource ids, RandomGenerator random, Clock clock) {
    this.webhooks = webhooks;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /// @param topics what it is told; one without topics is told only of runs that name it
  /// @param schedule the only job that it is told of; null for all
  /// @param secret null for a new one
  /// @return the webhook with its secret, which is not shown again
  public Webhook create(
      Caller caller,
      WebhookAddress address,
      Set<WebhookTopic> topics,
      @Nullable String schedule,
      @Nullable WebhookSecret secret) {
    Webhook webhook =
        new Webhook(
            new WebhookId("wh_" + ids.uuid()),
            caller.key(),
            address,
            topics,
            schedule,
            secret == null ? fresh(random) : secret,
            null,
            null,
            clock.instant());
    webhooks.add(webhook);
    return webhook;
  }

  static WebhookSecret fresh(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return WebhookSecret.of(bytes);
  }
}
