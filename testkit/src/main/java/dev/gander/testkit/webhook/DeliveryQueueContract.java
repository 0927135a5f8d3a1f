package dev.gander.testkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookDelivery.State;
import dev.gander.domain.webhook.WebhookEvent;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [DeliveryQueue]. The queue is empty.
public interface DeliveryQueueContract {
  Instant NOW = Instant.parse("2026-01-02T03:04:05.000000006Z");
  KeyId ALICE = new KeyId("key_alice");
  WebhookAddress THERE = WebhookAddress.of("https://example.com/there");
  WebhookAddress ELSEWHERE = WebhookAddress.of("https://example.com/elsewhere");

  DeliveryQueue queue();

  /// The same queue, seen from another server.
  DeliveryQueue ofAnotherServer();

  /// The server of [#queue()] dies.
  void serverDies();

  static WebhookDelivery delivery(String event, WebhookAddress address) {
    return delivery(event, ALICE, address);
  }

  private static WebhookDelivery delivery(String event, KeyId owner, WebhookAddress address) {
    WebhookEvent happened =
        new WebhookEvent(event, WebhookTopic.RUN_ENDED, owner, null, NOW, JsonObject.EMPTY);
    return WebhookDelivery.of(
        happened, address, WebhookSecret.of(new byte[24]), "{\"ü\":\"\\u0001\"}", NOW);
  }

  private List<WebhookDelivery> all() {
    return queue().list(null, null, Long.MAX_VALUE, 100);
  }

  private static List<String> events(List<WebhookDelivery> deliveries) {
    return deliveries.stream().map(WebhookDelivery::event).toList();
  }

  @Test
  default void anEmptyQueueHasNothing() {
    assertEquals(List.of(), queue().take(NOW, 10));
    assertEquals(List.of(), all());
    assertEquals(Optional.empty(), queue().find(1));
    queue().settle(delivery("e", THERE).numbered(7).delivered(NOW));
    assertEquals(List.of(), all());
  }

  @Test
  default void everythingAboutADeliveryComesBack() {
    WebhookDelivery named =
        new WebhookDelivery(
            0,
            "e2",
            KeyId.SERVER,
            ELSEWHERE,
            new WebhookId("wh_1"),
            null,
            "{}",
            new WebhookDelivery.Progress(State.WAITING, 0, NOW, NOW, null));
    queue().add(List.of(delivery("e1", THERE), named));

    List<WebhookDelivery> taken = queue().take(NOW, 10);

    assertEquals(List.of(delivery("e1", THERE).numbered(1), named.numbered(2)), taken);
    assertEquals(Optional.of(named.numbered(2)), queue().find(2));
  }

  @Test
  default void whatIsOverAndOldCanBeForgotten() {
    assertEquals(0, queue().surplus(NOW.plusSeconds(60)));
    assertEquals(0, queue().forget(NOW.plusSeconds(60)));
    queue().add(List.of(delivery("arrived", THERE), delivery("lost", THERE), delivery("w", THERE)));
    queue().settle(queue().find(1).orElseThrow().delivered(NOW));
    queue().settle(queue().find(2).orElseThrow().delivered(NOW));

    assertEquals(0, queue().surplus(NOW));
    assertEquals(2, queue().surplus(NOW.plusSeconds(1)));
    assertEquals(0, queue().forget(NOW));
    assertEquals(2, queue().forget(NOW.plusSeconds(1)));
    assertEquals(0, queue().surplus(NOW.plusSeconds(1)));

    assertEquals(List.of("w"), events(all()));
    assertEquals(Optional.empty(), queue().find(1));
  }

  @Test
  default void whatWaitsIsCounted() {
    assertEquals(0, queue().waiting());
    queue().add(List.of(delivery("e1", THERE), delivery("e2", THERE), delivery("e3", THERE)));
    queue().settle(queue().find(1).orElseThrow().delivered(NOW));
    queue().settle(queue().find(2).orElseThrow().failed("away", false, NOW));
    assertEquals(2, queue().waiting(), "one is tried later");

    queue().take(NOW, 9);

    assertEquals(2, ofAnotherServer().waiting(), "one is on its way");
  }

  @Test
  default void anEventGoesToAnAddressOnce() {
    queue().add(List.of(delivery("e1", THERE), delivery("e1", ELSEWHERE)));
    queue().add(List.of(delivery("e1", THERE), delivery("e2", THERE)));
    queue().settle(queue().find(1).orElseThrow().delivered(NOW));
    ofAnotherServer().add(List.of(delivery("e1", THERE)));

    assertEquals(3, all().size());
  }

  @Test
  default void anEventGoesToAnAddressForEachOwner() {
    KeyId bob = new KeyId("key_bob");
    for (KeyId owner : List.of(ALICE, bob, ALICE)) {
      queue().add(List.of(delivery("e1", owner, THERE)));
    }

    assertEquals(List.of(bob, ALICE), all().stream().map(WebhookDelivery::owner).toList());
  }

  @Test
  default void whatIsTakenIsNotTakenAgain() {
    queue().add(List.of(delivery("e1", THERE), delivery("e2", THERE), delivery("e3", THERE)));

    assertEquals(List.of("e1", "e2"), events(queue().take(NOW, 2)));
    assertEquals(List.of("e3"), events(ofAnotherServer().take(NOW, 2)));
    assertEquals(List.of(), queue().take(NOW, 2));
  }

  @Test
  default void whatADeadServerHasTakenIsTakenAgain() {
    queue().add(List.of(delivery("e1", THERE), delivery("e2", THERE)));
    queue().take(NOW, 1);
    DeliveryQueue other = ofAnotherServer();
    assertEquals(List.of("e2"), events(other.take(NOW, 10)));

    serverDies();

    assertEquals(List.of("e1"), events(other.take(NOW, 10)));
  }

  @Test
  default void oneThatFailedIsTakenWhenItIsDue() {
    queue().add(List.of(delivery("e1", THERE)));
    WebhookDelivery failed = queue().take(NOW, 1).getFirst().failed("no answer", false, NOW);
    queue().settle(failed);

    assertEquals(List.of(), queue().take(NOW.plusSeconds(4), 10));
    assertEquals(List.of(failed), ofAnotherServer().take(NOW.plusSeconds(5), 10));
  }

  @Test
  default void onesThatAreOverAreNotTaken() {
    queue().add(List.of(delivery("e1", THERE), delivery("e2", THERE)));
    List<WebhookDelivery> taken = queue().take(NOW, 10);
    queue().settle(taken.getFirst().delivered(NOW));
    queue().settle(taken.getLast().failed("gone", true, NOW));

    assertEquals(List.of(), queue().take(NOW.plusSeconds(1_000_000), 10));

    WebhookDelivery dead = queue().find(2).orElseThrow();
    assertEquals(State.DEAD, dead.progress().state());
    queue().settle(dead.resent(NOW));
    assertEquals(List.of("e2"), events(queue().take(NOW, 10)));
  }

  @Test
  default void listsShowTheNewestFirstAndCanBeNarrowed() {
    queue().add(List.of(delivery("e1", THERE), delivery("e2", THERE), delivery("e3", THERE)));
    queue().settle(queue().find(2).orElseThrow().failed("gone", true, NOW));

    assertEquals(List.of("e3", "e2", "e1"), events(all()));
    assertEquals(List.of("e2"), events(queue().list(null, State.DEAD, Long.MAX_VALUE, 9)));
    assertEquals(List.of("e2", "e1"), events(queue().list(ALICE, null, 3, 9)));
    assertEquals(List.of("e3"), events(queue().list(ALICE, null, Long.MAX_VALUE, 1)));
    assertEquals(List.of(), queue().list(KeyId.SERVER, null, Long.MAX_VALUE, 9));
  }

  @Test
  default void ofManyWhoTakeAtOnceOneGetsEach() throws Exception {
    queue().add(IntStream.range(0, 40).mapToObj(i -> delivery("e" + i, THERE)).toList());
    DeliveryQueue other = ofAnotherServer();
    List<Future<List<WebhookDelivery>>> asked = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        DeliveryQueue through = i % 2 == 0 ? queue() : other;
        asked.add(threads.submit(() -> through.take(NOW, 10)));
      }
    }
    List<Long> taken = new ArrayList<>();
    for (Future<List<WebhookDelivery>> some : asked) {
      some.get().forEach(delivery -> taken.add(delivery.number()));
    }

    assertEquals(40, taken.size());
    Set<Long> different = new HashSet<>(taken);
    assertEquals(40, different.size());
  }
}
