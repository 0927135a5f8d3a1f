package dev.gander.application.webhook;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunJson;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunWebhook;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookEvent;
import dev.gander.domain.webhook.WebhookStore;
import dev.gander.domain.webhook.WebhookTopic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Tells webhooks what happens. To tell something twice does no harm: an event goes to an address
/// once. Thread-safe.
public final class Announcements {
  /// The size of a body, in bytes, beyond which results are left out.
  private static final int LONGEST_BODY = 64 << 10;

  private static final Set<RunState> WELL = Set.of(RunState.SUCCEEDED, RunState.CANCELLED);

  private final WebhookStore webhooks;
  private final DeliveryQueue queue;
  private final Function<Json, String> json;
  private final Clock clock;
  private final Runnable news;

  /// @param json writes a value as text
  /// @param news called when there is something to deliver; must be quick
  Announcements(
      WebhookStore webhooks,
      DeliveryQueue queue,
      Function<Json, String> json,
      Clock clock,
      Runnable news) {
    this.webhooks = webhooks;
    this.queue = queue;
    this.json = json;
    this.clock = clock;
    this.news = news;
  }

  /// On its way when this returns.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored
  public void tell(WebhookEvent event) {
    send(to(event));
  }

  /// Tells of the end of a run.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored
  public void tellEnd(Run run) {
    WebhookEvent end = event(run, WebhookTopic.RUN_ENDED, "_ended");
    List<WebhookDelivery> all = new ArrayList<>(to(end));
    all.addAll(toOwn(run, end));
    if (run.schedule() != null && !WELL.contains(run.state())) {
      all.addAll(to(event(run, WebhookTopic.SCHEDULE_FAILED, "_failed")));
    }
    send(all);
  }

  private WebhookEvent event(Run run, WebhookTopic topic, String suffix) {
    Instant ended = run.times().ended();
    return new WebhookEvent(
        "msg_" + run.id() + suffix,
        topic,
        run.owner(),
        run.schedule(),
        ended == null ? clock.instant() : ended,
        JsonObject.builder()
            .put("run", RunJson.summary(run))
            .put("result", RunJson.result(run.report()))
            .build());
  }

  private List<WebhookDelivery> to(WebhookEvent event) {
    return webhooks.list().stream()
        .filter(webhook -> webhook.hears(event))
        .map(webhook -> delivery(event, webhook))
        .toList();
  }

  private WebhookDelivery delivery(WebhookEvent event, Webhook webhook) {
    return WebhookDelivery.of(event, webhook, body(event), clock.instant());
  }

  private List<WebhookDelivery> toOwn(Run run, WebhookEvent end) {
    return switch (run.request().webhook()) {
      case null -> List.of();
      case RunWebhook.Made(var id) ->
          webhooks.find(id).stream().map(webhook -> delivery(end, webhook)).toList();
      case RunWebhook.Given(var address, var secret) ->
          List.of(WebhookDelivery.of(end, address, secret, body(end), clock.instant()));
    };
  }

  /// A receiver that wants all of a long result asks for it.
  private String body(WebhookEvent event) {
    String whole = json.apply(event.body());
    if (whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BODY) {
      return whole;
    }
    JsonObject data = event.data().without(Set.of("result")).with("truncated", Json.of(true));
    return json.apply(event.body().with("data", data));
  }

  private void send(List<WebhookDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      queue.add(deliveries);
      news.run();
    }
  }
}
