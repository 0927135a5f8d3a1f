package dev.gander.bootstrap.access;

import static dev.gander.testkit.webhook.DeliveryQueueContract.THERE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.webhooks.SqlDeliveryQueue;
import dev.gander.adapters.persistence.webhooks.SqlWebhookStore;
import dev.gander.application.api.program.WebhookOrder;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookNotFound;
import dev.gander.domain.webhook.WebhookTopic;
import dev.gander.testkit.webhook.DeliveryQueueContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookDeskTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T10:11:12Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String said(WebhookOrder order) {
    out.reset();
    new WebhookDesk(
            database(),
            new AuditOfCommands(folder.resolve("gander"), "on", CLOCK),
            CLOCK,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .serve(order);
    return out.toString(UTF_8);
  }

  private Path database() {
    return folder.resolve("sessions/gander.db");
  }

  private static WebhookOrder add(String url, String events) {
    return new WebhookOrder.Add(WebhookAddress.of(url), WebhookOrder.topics(events), null);
  }

  /// What a server has in the same file.
  private <T> T atServer(Function<OwnDatabase, T> work) {
    try (OwnDatabase own = new OwnDatabase(database(), List.of(SqlWebhookStore.TABLES))) {
      return work.apply(own);
    }
  }

  private List<Webhook> webhooks() {
    return atServer(own -> new SqlWebhookStore(own).list());
  }

  private static DeliveryQueue queue(OwnDatabase own) {
    return new SqlDeliveryQueue(own, "server", _ -> true);
  }

  @Test
  void aServerFindsWhatWasMade() {
    String secret = said(add("https://bot.example/a", "run.ended, budget.spent"));

    Webhook made = webhooks().getFirst();
    assertEquals(made.secret().text(), secret.strip());
    assertEquals(Set.of(WebhookTopic.RUN_ENDED, WebhookTopic.BUDGET_SPENT), made.topics());
    assertFalse(err.toString(UTF_8).contains("whsec_"), err.toString(UTF_8));

    String next = said(new WebhookOrder.Rotate(made.id()));
    Webhook changed = webhooks().getFirst();
    assertEquals(changed.secret().text(), next.strip());
    assertEquals(made.secret(), changed.former());

    said(new WebhookOrder.Remove(made.id()));
    assertEquals(List.of(), webhooks());
    assertThrows(WebhookNotFound.class, () -> said(new WebhookOrder.Remove(made.id())));
  }

  @Test
  void webhooksAreListedWithoutSecrets() {
    said(add("https://bot.example/a", "run.ended,approval.open"));
    said(new WebhookOrder.Add(WebhookAddress.of("http://10.0.0.1:9/b"), Set.of(), "nightly"));

    String list = said(new WebhookOrder.ListAll());

    assertEquals(
        List.of(
            "run.ended,approval.open  https://bot.example/a",
            "named by runs  http://10.0.0.1:9/b  only nightly"),
        list.lines().map(line -> line.replaceFirst("^wh_[-0-9a-f]{36}  ", "")).toList());
  }

  @Test
  void whatWasGivenUpIsListedAndSentAgain() {
    said(add("https://bot.example/a", ""));
    assertEquals("", said(new WebhookOrder.Dead()));
    giveUp(201);

    List<String> dead = said(new WebhookOrder.Dead()).lines().toList();
    assertEquals(201, dead.size());
    assertEquals("201  2026-03-04T10:11:12Z  " + THERE + "  The answer was 500", dead.getFirst());

    said(new WebhookOrder.Resend(201));

    assertEquals(
        WebhookDelivery.State.WAITING,
        atServer(own -> queue(own).find(201).orElseThrow().progress().state()));
    assertEquals(200, said(new WebhookOrder.Dead()).lines().count());
    assertThrows(Conflict.class, () -> said(new WebhookOrder.Resend(201)));
    assertThrows(WebhookNotFound.class, () -> said(new WebhookOrder.Resend(202)));
  }

  private void giveUp(int most) {
    atServer(
        own -> {
          DeliveryQueue queue = queue(own);
          queue.add(
              IntStream.rangeClosed(1, most)
                  .mapToObj(i -> DeliveryQueueContract.delivery("e" + i, THERE))
                  .map(added -> added.failed("The answer was 500", true, CLOCK.instant()))
                  .toList());
          return true;
        });
  }

  static Stream<WebhookOrder> ordersThatFindNothing() {
    return Stream.of(
        new WebhookOrder.Remove(new WebhookId("x")),
        new WebhookOrder.Rotate(new WebhookId("x")),
        new WebhookOrder.Resend(1),
        new WebhookOrder.Dead(),
        new WebhookOrder.ListAll());
  }

  @ParameterizedTest
  @MethodSource("ordersThatFindNothing")
  void whatFindsNothingMakesNoFile(WebhookOrder order) {
    try {
      said(order);
    } catch (WebhookNotFound _) {
      // As it should be.
    }

    assertFalse(Files.exists(folder.resolve("sessions")));
    assertFalse(Files.exists(folder.resolve("gander")));
  }

  @Test
  void whatIsDoneIsInTheAuditLogWithoutSecrets() throws IOException {
    String secret = said(add("https://bot.example/a", "run.ended"));
    said(new WebhookOrder.Remove(webhooks().getFirst().id()));

    String log = Files.readString(folder.resolve("gander/audit.jsonl"));
    assertEquals(2, log.lines().count());
    assertTrue(log.contains("webhooks add") && log.contains("webhooks remove"), log);
    assertFalse(log.contains(secret.strip()), log);
  }
}
