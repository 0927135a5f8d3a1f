package dev.gander.domain.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.webhook.WebhookDelivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final KeyId ALICE = new KeyId("key_alice");
  private static final WebhookSecret OLD = WebhookSecret.of(new byte[24]);
  private static final WebhookSecret FRESH = WebhookSecret.of(new byte[64]);
  private static final WebhookAddress THERE = WebhookAddress.of("https://example.com");

  private static Webhook webhook(KeyId owner, @Nullable String schedule) {
    return new Webhook(
        new WebhookId("wh_1"),
        owner,
        THERE,
        Set.of(WebhookTopic.RUN_ENDED),
        schedule,
        OLD,
        null,
        null,
        NOW);
  }

  private static WebhookEvent event(WebhookTopic topic, KeyId owner, @Nullable String schedule) {
    return new WebhookEvent("msg_1", topic, owner, schedule, NOW, JsonObject.EMPTY);
  }

  @Test
  void aWebhookHearsWhatIsItsOwners() {
    WebhookEvent hers = event(WebhookTopic.RUN_ENDED, ALICE, null);

    assertTrue(webhook(ALICE, null).hears(hers));
    assertTrue(webhook(KeyId.SERVER, null).hears(hers));
    assertFalse(webhook(new KeyId("key_bob"), null).hears(hers));
    assertFalse(webhook(ALICE, null).hears(event(WebhookTopic.BUDGET_SPENT, ALICE, null)));
  }

  @Test
  void aWebhookOfAJobHearsOfNothingElse() {
    Webhook nightly = webhook(ALICE, "nightly");

    assertTrue(nightly.hears(event(WebhookTopic.RUN_ENDED, ALICE, "nightly")));
    assertFalse(nightly.hears(event(WebhookTopic.RUN_ENDED, ALICE, "weekly")));
    assertFalse(nightly.hears(event(WebhookTopic.RUN_ENDED, ALICE, null)));
  }

  @Test
  void aFormerSecretSignsForADay() {
    Webhook rotated = webhook(ALICE, null).rotated(FRESH, NOW);

    assertEquals(List.of(OLD), webhook(ALICE, null).secretsAt(NOW));
    assertEquals(List.of(FRESH, OLD), rotated.secretsAt(NOW));
    assertEquals(List.of(FRESH, OLD), rotated.secretsAt(NOW.plus(Duration.ofHours(23))));
    assertEquals(List.of(FRESH), rotated.secretsAt(NOW.plus(Duration.ofDays(1))));
  }

  @Test
  void aDeliveryIsTriedForADay() {
    WebhookDelivery delivery =
        WebhookDelivery.of(event(WebhookTopic.RUN_ENDED, ALICE, null), THERE, OLD, "{}", NOW);
    Instant time = NOW;
    int attempts = 0;
    while (delivery.progress().state() == State.WAITING) {
      time = delivery.progress().due();
      delivery = delivery.failed("no answer", false, time);
      attempts++;
    }

    assertEquals(State.DEAD, delivery.progress().state());
    assertEquals(attempts, delivery.progress().attempts());
    Duration lasting = Duration.between(NOW, time);
    assertTrue(lasting.compareTo(Duration.ofHours(23)) > 0, lasting::toString);
    assertTrue(lasting.compareTo(Duration.ofHours(25)) < 0, lasting::toString);
    assertEquals(0, delivery.resent(time).progress().attempts());
    assertEquals(State.WAITING, delivery.resent(time).progress().state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "//example.com",
        "ftp://example.com",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://user:word@example.com/",
        "http://example.com/#part",
        "http://exa mple.com",
        "http://example.com:99999/",
        "javascript:alert(1)"
      })
  void notAnAddress(String text) {
    assertThrows(InvalidInput.class, () -> WebhookAddress.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_AAAA",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY!",
        "WHSEC_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
      })
  void notASecretAndNotQuoted(String text) {
    InvalidInput mistake = assertThrows(InvalidInput.class, () -> new WebhookSecret(text));

    assertEquals("A secret is whsec_ and the Base64 of 24 to 64 bytes", mistake.text());
  }

  @Test
  void aSecretDoesNotGetIntoLogs() {
    assertEquals("whsec_…", OLD.toString());
  }
}
