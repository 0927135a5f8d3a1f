package dev.gander.application;

import dev.gander.application.access.Sight;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.webhook.CreateWebhook;
import dev.gander.application.api.webhook.DeleteWebhook;
import dev.gander.application.api.webhook.ListDeliveries;
import dev.gander.application.api.webhook.ListWebhooks;
import dev.gander.application.api.webhook.ResendDelivery;
import dev.gander.application.api.webhook.RotateWebhookSecret;
import dev.gander.application.budget.Budgets;
import dev.gander.application.reply.KeptQuestions;
import dev.gander.application.webhook.Announcements;
import dev.gander.application.webhook.ApprovalAnnouncements;
import dev.gander.application.webhook.Deliveries;
import dev.gander.application.webhook.OwnedWebhooks;
import dev.gander.application.webhook.SpentBudgets;
import dev.gander.application.webhook.WebhookSettings;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import java.util.concurrent.Executor;

/// Webhooks, assembled on their ports.
final class WebhookServices implements AutoCloseable {
  private final Ports.Automation ports;
  private final Ports.Machine machine;
  private final OwnedWebhooks owned;
  private final Deliveries deliveries;
  private final Executor threads;

  WebhookServices(
      Ports.Automation ports, Settings settings, Ports.Machine machine, Executor threads) {
    this.ports = ports;
    this.machine = machine;
    this.threads = threads;
    owned = new OwnedWebhooks(ports.webhooks(), ports.deliveries());
    deliveries =
        new Deliveries(
            new Deliveries.Parts(
                ports.webhooks(),
                ports.deliveries(),
                ports.runs(),
                ports.sender(),
                new WebhookSettings(settings),
                machine.writer(),
                machine.clock(),
                threads));
  }

  /// Begins to tell of questions and budgets, and to deliver. Does not wait.
  void start(KeptQuestions questions, Budgets budgets, Sight sight) {
    SpentBudgets spent = new SpentBudgets(announcements(), machine.clock());
    budgets.watch(news -> threads.execute(() -> spent.tell(news)));
    new ApprovalAnnouncements(questions, sight, announcements(), threads).start();
    deliveries.start();
  }

  /// Lets those who measure read how much is on its way. A queue that cannot be read is in the log.
  void watch(Observer observer) {
    observer.watch(
        Gauge.WEBHOOKS_WAITING,
        () -> {
          try {
            return ports.deliveries().waiting();
          } catch (StorageException _) {
            return 0;
          }
        });
  }

  /// What other parts tell.
  Announcements announcements() {
    return deliveries.announcements();
  }

  /// Runs have ended.
  void hasNews() {
    deliveries.hasNews();
  }

  OwnedWebhooks owned() {
    return owned;
  }

  UseCases.Webhooks useCases() {
    return new UseCases.Webhooks(
        new CreateWebhook(ports.webhooks(), machine.ids(), ports.random(), machine.clock()),
        new ListWebhooks(ports.webhooks()),
        new DeleteWebhook(ports.webhooks(), ports.deliveries()),
        new RotateWebhookSecret(
            ports.webhooks(), ports.deliveries(), ports.random(), machine.clock()),
        new ListDeliveries(ports.deliveries()),
        new ResendDelivery(
            ports.webhooks(), ports.deliveries(), machine.clock(), deliveries::hasNews));
  }

  @Override
  public void close() {
    deliveries.close();
  }
}
