package dev.gander.application.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunLimits;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunSurroundings;
import dev.gander.domain.run.RunTask;
import dev.gander.domain.run.RunWebhook;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookDelivery.State;
import dev.gander.domain.webhook.WebhookEvent;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookNotFound;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookSender.Answer;
import dev.gander.domain.webhook.WebhookTopic;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.run.InMemoryRunStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.webhook.InMemoryDeliveryQueue;
import dev.gander.testkit.webhook.InMemoryWebhookStore;
import dev.gander.testkit.webhook.ScriptedSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
  private static final KeyId ALICE = new KeyId("key_alice");
  private static final WebhookSecret SECRET = WebhookSecret.of(new byte[24]);
  private static final WebhookSecret FRESH = WebhookSecret.of(new byte[32]);

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemoryRunStore runs = new InMemoryRunStore();
  private final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final ScriptedSender sender = new ScriptedSender();
  private final Deliveries deliveries =
      new Deliveries(
          new Deliveries.Parts(
              webhooks,
              queue,
              runs,
              sender,
              new WebhookSettings(settings),
              JsonText::write,
              clock,
              Runnable::run));

  private Webhook webhook(String id, String url, WebhookTopic... topics) {
    return webhook(ALICE, id, url, topics);
  }

  private Webhook webhook(KeyId owner, String id, String url, WebhookTopic... topics) {
    Webhook webhook =
        new Webhook(
            new WebhookId(id),
            owner,
            WebhookAddress.of(url),
            Set.of(topics),
            null,
            SECRET,
            null,
            null,
            clock.instant());
    webhooks.add(webhook);
    return webhook;
  }

  private Run ended(String id, RunState how, @Nullable RunWebhook own, RunReport report) {
    RunRequest request =
        new RunRequest(
            new RunTask("x", null, Map.of()),
            RunSurroundings.USUAL,
            RunLimits.NONE,
            null,
            false,
            own);
    runs.create(Run.queued(new RunId(id), ALICE, request, null, clock.instant()), null);
    return runs.change(
            new RunId(id), RunState.OPEN, run -> run.ended(how, null, report, clock.instant()))
        .orElseThrow();
  }

  private Run ended(String id) {
    return ended(id, RunState.SUCCEEDED, null, RunReport.NOTHING);
  }

  private List<String> sentTo() {
    return sender.sent().stream().map(sent -> sent.letter().address().toString()).toList();
  }

  private WebhookDelivery newest() {
    return queue.list(null, null, Long.MAX_VALUE, 1).getFirst();
  }

  @Test
  void theEndOfARunIsToldOnce() {
    webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    webhook("wh_2", "https://b.example/", WebhookTopic.BUDGET_SPENT);
    ended("run_1");

    deliveries.lookAround();
    deliveries.lookAround();

    assertEquals(List.of("https://a.example/"), sentTo());
    ScriptedSender.Sent sent = sender.sent().getFirst();
    assertEquals("msg_run_1_ended", sent.letter().id());
    assertEquals(List.of(SECRET), sent.secrets());
    JsonObject body = (JsonObject) JsonText.parse(sent.letter().body());
    assertEquals("run.ended", body.text("type").orElseThrow());
    assertEquals(
        "run_1",
        body.object("data")
            .flatMap(data -> data.object("run"))
            .flatMap(run -> run.text("id"))
            .orElseThrow());
    assertEquals(State.DELIVERED, newest().progress().state());
  }

  /// The server dies after the end of the run is stored, and before anybody is told.
  @Test
  void anEndThatNobodyWasToldOfIsToldByTheNextServer() {
    webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    Run run = ended("run_1");
    deliveries.announcements().tellEnd(run);

    deliveries.lookAround();

    assertEquals(1, sender.sent().size());
  }

  @Test
  void aRunTellsItsOwnWebhook() {
    WebhookAddress own = WebhookAddress.of("https://own.example/");
    ended("run_1", RunState.FAILED, new RunWebhook.Given(own, FRESH), RunReport.NOTHING);
    Webhook silent = webhook("wh_1", "https://a.example/");
    ended("run_2", RunState.FAILED, new RunWebhook.Made(silent.id()), RunReport.NOTHING);
    ended("run_3", RunState.FAILED, new RunWebhook.Made(new WebhookId("gone")), RunReport.NOTHING);

    deliveries.lookAround();

    assertEquals(Set.of("https://own.example/", "https://a.example/"), Set.copyOf(sentTo()));
    assertEquals(2, sender.sent().size());
  }

  /// Addresses of others are often secrets.
  @Test
  void aDeliveryBelongsToItsWebhookWhosesoeverEventItIs() {
    webhook(KeyId.SERVER, "wh_1", "https://hooks.example/T0/secret", WebhookTopic.RUN_ENDED);
    webhook("wh_2", "https://alice.example/", WebhookTopic.RUN_ENDED);
    WebhookAddress given = WebhookAddress.of("https://given.example/");
    ended("run_1", RunState.SUCCEEDED, new RunWebhook.Given(given, FRESH), RunReport.NOTHING);

    deliveries.lookAround();

    assertEquals(3, sentTo().size());
    List<WebhookDelivery> seen = queue.list(ALICE, null, Long.MAX_VALUE, 9);
    assertEquals(
        Set.of("https://alice.example/", "https://given.example/"),
        seen.stream().map(it -> it.address().toString()).collect(Collectors.toSet()));
    Caller alice = new Caller(ALICE, Set.of(Scope.READ, Scope.CHAT));
    OwnedWebhooks owned = new OwnedWebhooks(webhooks, queue);
    long hidden = queue.list(KeyId.SERVER, null, Long.MAX_VALUE, 9).getFirst().number();
    assertThrows(WebhookNotFound.class, () -> owned.delivery(alice, hidden));
  }

  @Test
  void aJobThatFailsIsToldAsSuch() {
    webhook("wh_1", "https://a.example/", WebhookTopic.SCHEDULE_FAILED);
    RunRequest request =
        new RunRequest(
            new RunTask("x", null, Map.of()),
            RunSurroundings.USUAL,
            RunLimits.NONE,
            null,
            false,
            null);
    for (String id : List.of("run_1", "run_2")) {
      runs.create(Run.ofSchedule(new RunId(id), "nightly", ALICE, request, clock.instant()), null);
    }
    runs.change(
        new RunId("run_1"),
        RunState.OPEN,
        run -> run.ended(RunState.FAILED, "no model", clock.instant()));
    runs.change(
        new RunId("run_2"),
        RunState.OPEN,
        run -> run.ended(RunState.SUCCEEDED, null, clock.instant()));

    deliveries.lookAround();

    assertEquals(
        List.of("msg_run_1_failed"),
        sender.sent().stream().map(sent -> sent.letter().id()).toList());
  }

  @Test
  void whoDoesNotAnswerIsAskedAgainLater() {
    webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    ended("run_1");
    sender.answers(new Answer.Failure("no answer"), new Answer.Status(500));

    deliveries.lookAround();
    deliveries.lookAround();
    assertEquals(1, sender.sent().size());
    assertEquals("no answer", newest().progress().problem());

    clock.advance(Duration.ofSeconds(5));
    deliveries.lookAround();
    assertEquals("The answer was 500", newest().progress().problem());
    clock.advance(Duration.ofSeconds(30));
    deliveries.lookAround();

    assertEquals(3, sender.sent().size());
    assertEquals(State.DELIVERED, newest().progress().state());
  }

  @Test
  void redirectsAreNoDelivery() {
    webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    ended("run_1");
    sender.answers(new Answer.Status(302));

    deliveries.lookAround();

    assertEquals(State.WAITING, newest().progress().state());
  }

  @Test
  void whoIsGoneIsNotAskedAgain() {
    webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    ended("run_1");
    sender.answers(new Answer.Status(410));

    deliveries.lookAround();

    assertEquals(State.DEAD, newest().progress().state());
  }

  @Test
  void whatWasForADeletedWebhookIsGivenUp() {
    Webhook webhook = webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    ended("run_1");
    sender.answers(new Answer.Status(500));
    deliveries.lookAround();
    webhooks.delete(webhook.id());
    clock.advance(Duration.ofHours(1));

    deliveries.lookAround();

    assertEquals(1, sender.sent().size());
    assertEquals(State.DEAD, newest().progress().state());
  }

  @Test
  void bothSecretsSignAfterARotation() {
    Webhook webhook = webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    ended("run_1");
    webhooks.change(webhook.id(), it -> it.rotated(FRESH, clock.instant()));

    deliveries.lookAround();

    assertEquals(List.of(FRESH, SECRET), sender.sent().getFirst().secrets());
  }

  @Test
  void aLongResultIsLeftOut() {
    webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    String text = "ü".repeat(40_000);
    ended(
        "run_1",
        RunState.SUCCEEDED,
        null,
        new RunReport(text, null, RunReport.NOTHING.usage(), null, List.of()));

    deliveries.lookAround();

    JsonObject body = (JsonObject) JsonText.parse(sender.sent().getFirst().letter().body());
    JsonObject data = body.object("data").orElseThrow();
    assertFalse(data.has("result"));
    assertEquals(Json.of(true), data.get("truncated"));
  }

  @Test
  void hostsThatMayBePrivateComeFromTheSettings() {
    webhook("wh_1", "https://a.example/", WebhookTopic.RUN_ENDED);
    settings.put("GANDER_WEBHOOK_PRIVATE_HOSTS", Json.of(" LocalHost, 10.0.0.1 ,"));
    ended("run_1");

    deliveries.lookAround();

    assertEquals(Set.of("localhost", "10.0.0.1"), sender.sent().getFirst().named());
  }

  @Test
  void otherPartsTellWhatTheyLike() {
    webhook("wh_1", "https://a.example/", WebhookTopic.BUDGET_SPENT);
    WebhookEvent spent =
        new WebhookEvent(
            "msg_1", WebhookTopic.BUDGET_SPENT, ALICE, null, clock.instant(), JsonObject.EMPTY);

    deliveries.announcements().tell(spent);
    deliveries.announcements().tell(spent);
    deliveries.lookAround();

    assertEquals(1, sender.sent().size());
    assertTrue(sender.sent().getFirst().letter().body().contains("budget.spent"));
  }
}
