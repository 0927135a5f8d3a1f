package dev.gander.adapters.nostr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.share.RelayAddress;
import dev.gander.domain.share.ShareLink;
import dev.gander.domain.share.SharedTexts;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.share.LoopbackRelay;
import dev.gander.testkit.share.SharedTextsContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NostrSharedTextsTest implements SharedTextsContract {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12.345Z");
  private final SharedTexts texts = new NostrSharedTexts(clock, new Relays(LONG, LONG));
  private final List<LoopbackRelay> relays = new ArrayList<>();
  private final LoopbackRelay silent = kept(LoopbackRelay.with((_, _) -> {}));

  @AfterEach
  void stop() {
    relays.forEach(LoopbackRelay::close);
  }

  @Override
  public SharedTexts texts() {
    return texts;
  }

  @Override
  public RelayAddress relay() {
    return kept(LoopbackRelay.keeping()).address();
  }

  @Override
  public RelayAddress deadRelay() {
    LoopbackRelay relay = LoopbackRelay.keeping();
    relay.close();
    return relay.address();
  }

  @Override
  public RelayAddress silentRelay() {
    return silent.address();
  }

  @Override
  public void awaitQuestion() throws InterruptedException {
    silent.awaitMessage();
  }

  private LoopbackRelay kept(LoopbackRelay relay) {
    relays.add(relay);
    return relay;
  }

  /// What goose and everybody else sees of it.
  @Test
  void theEventIsGoosesAndTellsNothing() throws Exception {
    LoopbackRelay relay = kept(LoopbackRelay.keeping());

    ShareLink link = texts.publish("a secret", List.of(relay.address()));

    String kept = relay.events().get(link.event().id().value());
    NostrEvent event = NostrEvent.read(JsonText.parse(kept));
    assertTrue(event.isGenuine());
    assertEquals(30_278, event.kind());
    assertEquals(clock.instant().getEpochSecond(), event.createdAt());
    assertEquals(event.author(), link.event().author());
    assertEquals(30_278, link.event().kind());
    assertFalse(kept.contains("secret") || kept.contains(link.key().hex()));
    assertNotEquals(
        event.author(), HexFormat.of().formatHex(Secp256k1.publicKey(link.key().bytes())));
    assertEquals(List.of("client", "goose"), event.tags().get(1));
    String name = event.tags().get(0).get(1);
    assertEquals("d", event.tags().get(0).get(0));
    assertTrue(name.startsWith("goose-session-"), name);
    UUID id = UUID.fromString(name.substring("goose-session-".length()));
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(clock.millis(), id.getMostSignificantBits() >>> 16);
  }

  @Test
  void theLongestTextIsSharedAndFetched() throws Exception {
    String text = "ab/+".repeat(SharedTexts.MOST_BYTES / 4);

    assertEquals(text, texts.fetch(texts.publish(text, List.of(relay()))));
  }

  @Test
  void nothingIsLeftOpen() throws Exception {
    LoopbackRelay relay = kept(LoopbackRelay.keeping());

    texts.fetch(texts.publish("x", List.of(relay.address())));

    relay.awaitDeparture();
    relay.awaitDeparture();
  }
}
