package dev.gander.domain.webhook;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event on its way to one address.
///
/// @param number assigned by the queue; 0 before
/// @param event the id of the event
/// @param owner who may see it: the webhook's, since addresses are often secret
/// @param webhook whose secrets sign it; null for an address that a run has named
/// @param secret signs it; null if the webhook's do
/// @param body what is sent
public record WebhookDelivery(
    long number,
    String event,
    KeyId owner,
    WebhookAddress address,
    @Nullable WebhookId webhook,
    @Nullable WebhookSecret secret,
    String body,
    Progress progress) {

  /// How far it is.
  ///
  /// @param attempts how many have failed, or succeeded
  /// @param due when it is tried next; when it was tried last if it is no longer waiting
  /// @param problem why it could not be delivered; null if there is nothing to say
  public record Progress(
      State state, int attempts, Instant created, Instant due, @Nullable String problem) {}

  /// What becomes of it.
  public enum State {
    WAITING,
    DELIVERED,
    /// Nobody tries any more, unless someone asks for it.
    DEAD;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> parse(String wire) {
      return List.of(values()).stream().filter(state -> state.wire().equals(wire)).findFirst();
    }
  }

  /// How long after each failure it is tried again: for a day.
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(10));

  /// To a webhook, whosever event it is.
  public static WebhookDelivery of(WebhookEvent event, Webhook to, String body, Instant now) {
    return new WebhookDelivery(
        0, event.id(), to.owner(), to.address(), to.id(), null, body, begun(now));
  }

  /// To an address that whoever owns the event has named.
  public static WebhookDelivery of(
      WebhookEvent event, WebhookAddress address, WebhookSecret secret, String body, Instant now) {
    return new WebhookDelivery(
        0, event.id(), event.owner(), address, null, secret, body, begun(now));
  }

  private static Progress begun(Instant now) {
    return new Progress(State.WAITING, 0, now, now, null);
  }

  public WebhookDelivery numbered(long assigned) {
    return new WebhookDelivery(assigned, event, owner, address, webhook, secret, body, progress);
  }

  private WebhookDelivery with(Progress changed) {
    return new WebhookDelivery(number, event, owner, address, webhook, secret, body, changed);
  }

  public WebhookDelivery delivered(Instant now) {
    return with(new Progress(State.DELIVERED, progress.attempts + 1, progress.created, now, null));
  }

  /// Tried again later, or never: when a day has passed, or its receiver wants no more.
  public WebhookDelivery failed(String why, boolean isFinal, Instant now) {
    int failures = progress.attempts + 1;
    boolean isDead = isFinal || failures > PAUSES.size();
    return with(
        new Progress(
            isDead ? State.DEAD : State.WAITING,
            failures,
            progress.created,
            isDead ? now : now.plus(PAUSES.get(failures - 1)),
            why));
  }

  /// It begins anew.
  public WebhookDelivery resent(Instant now) {
    return with(new Progress(State.WAITING, 0, progress.created, now, progress.problem));
  }

  public JsonObject toJson() {
    return JsonObject.builder()
        .put("id", number)
        .put("event_id", event)
        .put("owner", owner.value())
        .put("url", address.toString())
        .putOrNull("webhook_id", webhook == null ? null : webhook.text())
        .put("state", progress.state.wire())
        .put("attempts", progress.attempts)
        .put("created_at", progress.created.toString())
        .put(progress.state == State.WAITING ? "next_at" : "last_at", progress.due.toString())
        .putOrNull("problem", progress.problem)
        .put("body", body)
        .build();
  }
}
