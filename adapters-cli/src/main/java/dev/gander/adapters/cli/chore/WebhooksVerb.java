package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.WebhookOrder;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `goosed webhooks`.
@Command(
    name = "webhooks",
    description = {
      "Make, list, rotate and remove addresses that are told of what happens.",
      "A server that runs sees it within seconds: the one with the same GOOSE_PATH_ROOT."
    })
public final class WebhooksVerb {
  private final Program program;

  @Spec private CommandSpec spec;

  WebhooksVerb(Program program) {
    this.program = program;
  }

  @Command(description = "Make a webhook and print its secret, once.")
  int add(
      @Parameters(paramLabel = "<URL>", description = "where to send to") String url,
      @Option(
              names = "--events",
              paramLabel = "<LIST>",
              defaultValue = "",
              description =
                  "of run.ended, approval.open, schedule.failed and budget.spent, with commas;"
                      + " without, it is told only of runs that name it")
          String events,
      @Option(names = "--schedule", paramLabel = "<ID>", description = "tell it only of this job")
          @Nullable String schedule) {
    return run(
        () -> new WebhookOrder.Add(WebhookAddress.of(url), WebhookOrder.topics(events), schedule));
  }

  @Command(description = "List all webhooks, without their secrets.")
  int list() {
    return run(WebhookOrder.ListAll::new);
  }

  @Command(description = "Remove a webhook; what is on its way to it is not delivered.")
  int remove(@Parameters(paramLabel = "<ID>", description = "the webhook") String id) {
    return run(() -> new WebhookOrder.Remove(new WebhookId(id)));
  }

  @Command(
      description = "Give a webhook another secret, and print it. For a day, both of them sign.")
  int rotate(@Parameters(paramLabel = "<ID>", description = "the webhook") String id) {
    return run(() -> new WebhookOrder.Rotate(new WebhookId(id)));
  }

  @Command(description = "List what could not be delivered, the newest first.")
  int dead() {
    return run(WebhookOrder.Dead::new);
  }

  @Command(description = "Send something once more.")
  int resend(
      @Parameters(paramLabel = "<NUMBER>", description = "of the delivery, as `dead` has it")
          long number) {
    return run(() -> new WebhookOrder.Resend(number));
  }

  private int run(Supplier<WebhookOrder> order) {
    WebhookOrder made;
    try {
      made = order.get();
    } catch (InvalidInput e) {
      throw new ParameterException(spec.commandLine(), e.text());
    }
    return program.run(new Chore.Webhooks(made));
  }
}
