package dev.gander.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookStore;
import dev.gander.domain.webhook.WebhookTopic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [WebhookStore]. The store is empty.
public interface WebhookStoreContract {
  Instant NOW = Instant.parse("2026-01-02T03:04:05.000000006Z");

  WebhookStore webhooks();

  static Webhook webhook(String id) {
    return new Webhook(
        new WebhookId(id),
        new KeyId("key_1"),
        WebhookAddress.of("https://example.com:8443/a?b=%20c"),
        Set.of(WebhookTopic.RUN_ENDED, WebhookTopic.BUDGET_SPENT),
        "../my job",
        WebhookSecret.of(new byte[24]),
        null,
        null,
        NOW);
  }

  @Test
  default void anEmptyStoreHasNothing() {
    WebhookId unknown = new WebhookId("wh_1");

    assertEquals(List.of(), webhooks().list());
    assertEquals(Optional.empty(), webhooks().find(unknown));
    assertEquals(Optional.empty(), webhooks().change(unknown, webhook -> webhook));
    assertFalse(webhooks().delete(unknown));
  }

  @Test
  default void everythingAboutAWebhookComesBack() {
    Webhook first = webhook("wh_1");
    Webhook second =
        new Webhook(
            new WebhookId("wh_2"),
            KeyId.SERVER,
            WebhookAddress.of("http://[2001:db8::1]/"),
            Set.of(),
            null,
            WebhookSecret.of(new byte[32]),
            null,
            null,
            NOW);
    webhooks().add(first);
    webhooks().add(second);

    assertEquals(List.of(first, second), webhooks().list());
    assertEquals(Optional.of(second), webhooks().find(second.id()));
  }

  @Test
  default void aWebhookCanBeChanged() {
    webhooks().add(webhook("wh_1"));
    Webhook rotated = webhook("wh_1").rotated(WebhookSecret.of(new byte[64]), NOW);

    assertEquals(Optional.of(rotated), webhooks().change(rotated.id(), _ -> rotated));

    assertEquals(List.of(rotated), webhooks().list());
  }

  @Test
  default void aWebhookCanBeDeleted() {
    webhooks().add(webhook("wh_1"));
    webhooks().add(webhook("wh_2"));

    assertTrue(webhooks().delete(new WebhookId("wh_1")));

    assertEquals(List.of(webhook("wh_2")), webhooks().list());
    assertFalse(webhooks().delete(new WebhookId("wh_1")));
  }
}
