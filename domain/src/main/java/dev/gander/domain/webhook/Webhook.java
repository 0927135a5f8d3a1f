package dev.gander.domain.webhook;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An address that is told of what happens.
///
/// @param owner hears of what is its own; the server's key of everything
/// @param topics what it is told; one without topics is told only of runs that name it
/// @param schedule the only job that it is told of; null for all
/// @param former the secret before the last change; null if there was none
/// @param formerUntil how long the former one signs as well; null if there was none
public record Webhook(
    WebhookId id,
    KeyId owner,
    WebhookAddress address,
    Set<WebhookTopic> topics,
    @Nullable String schedule,
    WebhookSecret secret,
    @Nullable WebhookSecret former,
    @Nullable Instant formerUntil,
    Instant created) {
  /// How long receivers have for taking over a new secret.
  public static final Duration OVERLAP = Duration.ofDays(1);

  public Webhook {
    topics = Set.copyOf(topics);
  }

  public boolean hears(WebhookEvent event) {
    return topics.contains(event.topic())
        && (schedule == null || schedule.equals(event.schedule()))
        && (owner.equals(KeyId.SERVER) || owner.equals(event.owner()));
  }

  public Webhook rotated(WebhookSecret fresh, Instant now) {
    return new Webhook(
        id, owner, address, topics, schedule, fresh, secret, now.plus(OVERLAP), created);
  }

  /// Those that sign now, the newest first.
  public List<WebhookSecret> secretsAt(Instant now) {
    List<WebhookSecret> all = new ArrayList<>(List.of(secret));
    if (former != null && formerUntil != null && now.isBefore(formerUntil)) {
      all.add(former);
    }
    return all;
  }

  /// What its owner may see: all but the secrets.
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("id", id.text())
        .put("owner", owner.value())
        .put("url", address.toString())
        .put("events", names(topics))
        .putOrNull("schedule_id", schedule)
        .put("created_at", created.toString())
        .putOrNull("former_secret_until", formerUntil == null ? null : formerUntil.toString())
        .build();
  }

  /// The names of topics, always in the same order.
  public static JsonArray names(Set<WebhookTopic> topics) {
    EnumSet<WebhookTopic> sorted = EnumSet.noneOf(WebhookTopic.class);
    sorted.addAll(topics);
    return new JsonArray(sorted.stream().<Json>map(topic -> Json.of(topic.wire())).toList());
  }
}
