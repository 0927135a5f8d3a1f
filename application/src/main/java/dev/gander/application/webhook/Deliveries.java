package dev.gander.application.webhook;

import dev.gander.application.run.RecurringProblem;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookSender;
import dev.gander.domain.webhook.WebhookSender.Answer;
import dev.gander.domain.webhook.WebhookSender.Letter;
import dev.gander.domain.webhook.WebhookStore;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Delivers what is in the queue, and tells of ends of runs that nobody has told of. One address is
/// sent one thing after the other, so that a slow one holds up nobody else. Thread-safe.
public final class Deliveries implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

  /// How soon what others have added is noticed.
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private static final int MOST_AT_ONCE = 32;
  private static final int GONE = 410;

  private final Parts parts;
  private final Announcements announcements;
  private final Semaphore bell = new Semaphore(0);
  private final RecurringProblem looking = new RecurringProblem();
  private volatile boolean closed;

  /// What deliveries need.
  ///
  /// @param json writes a value as text
  /// @param threads deliver; each blocks its thread
  public record Parts(
      WebhookStore webhooks,
      DeliveryQueue queue,
      RunStore runs,
      WebhookSender sender,
      WebhookSettings settings,
      Function<Json, String> json,
      Clock clock,
      Executor threads) {}

  public Deliveries(Parts parts) {
    this.parts = parts;
    announcements =
        new Announcements(
            parts.webhooks(), parts.queue(), parts.json(), parts.clock(), this::hasNews);
  }

  /// What puts events into the queue.
  public Announcements announcements() {
    return announcements;
  }

  /// Begins to deliver. Does not wait.
  public void start() {
    parts.threads().execute(this::watch);
  }

  /// There is something to tell, or to deliver.
  public void hasNews() {
    bell.release();
  }

  private void watch() {
    try {
      while (!closed) {
        looking.attempt(LOG, "webhooks wait", this::lookAround);
        var _ = bell.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        bell.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tells of ends, and begins to deliver what is due.
  void lookAround() {
    for (Run run : parts.runs().unannounced(MOST_AT_ONCE)) {
      announcements.tellEnd(run);
      parts.runs().announced(run.id());
      bell.release();
    }
    Map<WebhookAddress, List<WebhookDelivery>> due =
        parts.queue().take(parts.clock().instant(), MOST_AT_ONCE).stream()
            .collect(Collectors.groupingBy(WebhookDelivery::address));
    due.values().forEach(own -> parts.threads().execute(() -> deliver(own)));
  }

  private void deliver(List<WebhookDelivery> deliveries) {
    try {
      for (WebhookDelivery delivery : deliveries) {
        settle(attempt(delivery));
      }
      bell.release();
    } catch (InterruptedException _) {
      // The next server goes on.
      Thread.currentThread().interrupt();
    }
  }

  private WebhookDelivery attempt(WebhookDelivery delivery) throws InterruptedException {
    Instant now = parts.clock().instant();
    List<WebhookSecret> secrets = secrets(delivery, now);
    if (secrets.isEmpty()) {
      return delivery.failed("The webhook was deleted", true, now);
    }
    Letter letter = new Letter(delivery.address(), delivery.event(), now, delivery.body());
    Answer answer = parts.sender().send(letter, secrets, parts.settings().privateHosts());
    return after(delivery, answer, parts.clock().instant());
  }

  private List<WebhookSecret> secrets(WebhookDelivery delivery, Instant now) {
    @Nullable WebhookSecret own = delivery.secret();
    if (own != null) {
      return List.of(own);
    }
    return delivery.webhook() == null
        ? List.of()
        : parts
            .webhooks()
            .find(delivery.webhook())
            .map((Webhook webhook) -> webhook.secretsAt(now))
            .orElse(List.of());
  }

  private static WebhookDelivery after(WebhookDelivery delivery, Answer answer, Instant now) {
    return switch (answer) {
      case Answer.Status(int status) when status / 100 == 2 -> delivery.delivered(now);
      case Answer.Status(int status) ->
          delivery.failed("The answer was " + status, status == GONE, now);
      case Answer.Failure(String reason) -> delivery.failed(reason, false, now);
    };
  }

  private void settle(WebhookDelivery delivery) {
    try {
      parts.queue().settle(delivery);
      if (delivery.progress().state() == WebhookDelivery.State.DEAD) {
        LOG.log(
            Level.WARNING,
            "event {0} was not delivered: {1}",
            delivery.event(),
            delivery.progress().problem());
      }
    } catch (StorageException e) {
      LOG.log(
          Level.WARNING, "what became of event {0} is not stored: {1}", delivery.event(), e.text());
    }
  }

  @Override
  public void close() {
    closed = true;
    bell.release();
  }
}
