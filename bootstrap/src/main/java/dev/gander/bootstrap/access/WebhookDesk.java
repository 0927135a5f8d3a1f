package dev.gander.bootstrap.access;

import dev.gander.adapters.persistence.access.SqlAccessKeys;
import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.webhooks.SqlDeliveryQueue;
import dev.gander.adapters.persistence.webhooks.SqlWebhookStore;
import dev.gander.application.api.program.WebhookOrder;
import dev.gander.application.api.webhook.CreateWebhook;
import dev.gander.application.api.webhook.DeleteWebhook;
import dev.gander.application.api.webhook.ListDeliveries;
import dev.gander.application.api.webhook.ListWebhooks;
import dev.gander.application.api.webhook.ResendDelivery;
import dev.gander.application.api.webhook.RotateWebhookSecret;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.Caller;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookDelivery.State;
import dev.gander.domain.webhook.WebhookStore;
import dev.gander.domain.webhook.WebhookTopic;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/// Carries out what is asked for on the command line, as an administrator. A server that runs looks
/// into the same file. Secrets go to stdout alone, so that a script can take them from there.
///
/// @param database `gander.db`
public record WebhookDesk(
    Path database, AuditOfCommands audit, Clock clock, PrintStream out, PrintStream err) {
  private static final int AT_ONCE = 200;

  /// @throws dev.gander.domain.error.GanderException if it cannot be done
  public void serve(WebhookOrder order) {
    try (OwnDatabase opened =
        new OwnDatabase(database, List.of(SqlAccessKeys.TABLES, SqlWebhookStore.TABLES))) {
      serve(
          order,
          new SqlAccessKeys(opened),
          new SqlWebhookStore(opened),
          // It takes nothing out of the queue, so that it does not matter who is alive.
          new SqlDeliveryQueue(opened, "command-line", _ -> true));
    }
  }

  /// The same in stores that are not in this machine's database.
  ///
  /// @throws dev.gander.domain.error.GanderException if it cannot be done
  public void serve(
      WebhookOrder order, AccessKeys keys, WebhookStore webhooks, DeliveryQueue queue) {
    Noting notes = (command, about) -> audit.note(keys, command, about);
    switch (order) {
      case WebhookOrder.Add add -> add(webhooks, add, notes);
      case WebhookOrder.ListAll _ -> list(webhooks);
      case WebhookOrder.Remove(var id) -> {
        new DeleteWebhook(webhooks, queue).delete(Caller.SERVER, id);
        notes.note("webhooks remove", id.text());
        err.println("The webhook " + id + " is gone.");
      }
      case WebhookOrder.Rotate(var id) -> {
        Webhook changed =
            new RotateWebhookSecret(webhooks, queue, new SecureRandom(), clock)
                .rotate(Caller.SERVER, id);
        notes.note("webhooks rotate", id.text());
        show("The secret before it signs as well until " + changed.formerUntil(), changed);
      }
      case WebhookOrder.Dead _ -> dead(queue);
      case WebhookOrder.Resend(long delivery) -> {
        new ResendDelivery(webhooks, queue, clock, () -> {}).resend(Caller.SERVER, delivery);
        notes.note("webhooks resend", Long.toString(delivery));
        err.println("A server that runs sends " + delivery + " again, else the next one does.");
      }
    }
    out.flush();
  }

  private interface Noting {
    void note(String command, String about);
  }

  private void add(WebhookStore webhooks, WebhookOrder.Add order, Noting notes) {
    Webhook made =
        new CreateWebhook(webhooks, () -> UUID.randomUUID().toString(), new SecureRandom(), clock)
            .create(Caller.SERVER, order.address(), order.topics(), order.schedule(), null);
    notes.note("webhooks add", made.id().text());
    show("It is not shown again", made);
  }

  private void show(String what, Webhook made) {
    err.println("The webhook " + made.id() + " signs with this secret. " + what + ".");
    out.println(made.secret().text());
  }

  private void list(WebhookStore webhooks) {
    List<Webhook> all = new ListWebhooks(webhooks).list(Caller.SERVER);
    if (all.isEmpty()) {
      err.println("There are no webhooks.");
    }
    for (Webhook webhook : all) {
      String topics =
          webhook.topics().stream()
              .sorted()
              .map(WebhookTopic::wire)
              .collect(Collectors.joining(","));
      String schedule = webhook.schedule() == null ? "" : "  only " + webhook.schedule();
      out.println(
          "%s  %s  %s%s"
              .formatted(
                  webhook.id(),
                  topics.isEmpty() ? "named by runs" : topics,
                  webhook.address(),
                  schedule));
    }
  }

  private void dead(DeliveryQueue queue) {
    ListDeliveries deliveries = new ListDeliveries(queue);
    List<WebhookDelivery> page =
        deliveries.list(Caller.SERVER, State.DEAD, Long.MAX_VALUE, AT_ONCE);
    if (page.isEmpty()) {
      err.println("Nothing was given up.");
    }
    while (!page.isEmpty()) {
      page.forEach(delivery -> out.println(line(delivery)));
      page = deliveries.list(Caller.SERVER, State.DEAD, page.getLast().number(), AT_ONCE);
    }
  }

  private static String line(WebhookDelivery delivery) {
    WebhookDelivery.Progress progress = delivery.progress();
    return "%d  %s  %s  %s"
        .formatted(
            delivery.number(),
            progress.due(),
            delivery.address(),
            Objects.requireNonNullElse(progress.problem(), ""));
  }
}
