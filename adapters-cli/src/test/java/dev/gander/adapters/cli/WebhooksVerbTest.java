package dev.gander.adapters.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.WebhookOrder;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksVerbTest {
  private static final WebhookAddress BOT = WebhookAddress.of("https://bot.example/x?a=1");

  @TempDir Path folder;

  private void assertOrder(WebhookOrder expected, String arguments) {
    TypedLine line = new TypedLine(folder);
    line.run(("webhooks " + arguments).split(" "));
    assertEquals(List.of(new Chore.Webhooks(expected)), line.chores, line::told);
  }

  @Test
  void ordersAreUnderstood() {
    assertOrder(new WebhookOrder.Add(BOT, Set.of(), null), "add " + BOT);
    assertOrder(
        new WebhookOrder.Add(
            BOT, Set.of(WebhookTopic.RUN_ENDED, WebhookTopic.SCHEDULE_FAILED), "nightly"),
        "add --schedule nightly --events=schedule.failed,run.ended " + BOT);
    assertOrder(new WebhookOrder.ListAll(), "list");
    assertOrder(new WebhookOrder.Remove(new WebhookId("wh_1")), "remove wh_1");
    assertOrder(new WebhookOrder.Rotate(new WebhookId("wh_1")), "rotate wh_1");
    assertOrder(new WebhookOrder.Dead(), "dead");
    assertOrder(new WebhookOrder.Resend(7), "resend 7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fly | 'fly'",
        "add | <URL>",
        "add bot.example | A webhook's url is http:// or https://",
        "add ftp://bot.example | A webhook's url is",
        "add https://me:secret@bot.example | without a user",
        "add https://bot.example --events run.begun | 'run.begun' is no event; they are run.ended,",
        "add https://bot.example --events run.ended,, | '' is no event",
        "add https://bot.example --secret whsec_x | '--secret'",
        "add https://a.example https://b.example | 'https://b.example'",
        "list all | 'all'",
        "remove | ID",
        "rotate | ID",
        "resend | NUMBER",
        "resend many | 'many'",
        "resend 99999999999999999999 | '99999999999999999999'",
      },
      quoteCharacter = '~')
  void aMistakeIsExplained(String arguments, String mistake) {
    TypedLine line = new TypedLine(folder);

    assertEquals(2, line.run(("webhooks " + arguments).split(" ")));
    assertTrue(line.told().lines().findFirst().orElse("").contains(mistake), line.told());
    assertEquals(List.of(), line.chores);
  }
}
