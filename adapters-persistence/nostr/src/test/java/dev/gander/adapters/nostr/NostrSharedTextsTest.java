package dev.gander.adapters.nostr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.share.SharedTexts;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.share.LoopbackRelay;
import dev.gander.testkit.share.SharedTextsContract;
import dev.gander.testkit.store.InMemorySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NostrSharedTextsTest implements SharedTextsContract {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String SETTING = "GOOSE_NOSTR_RELAYS";

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12.345Z");
  private final InMemorySettings settings = new InMemorySettings();
  private final SharedTexts texts = new NostrSharedTexts(settings, clock, new Relays(LONG, LONG));
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
  public String usualPlace() {
    String place = place();
    settings.put(SETTING, JsonArray.of(List.of(place), Json::of));
    return place;
  }

  @Override
  public String place() {
    return kept(LoopbackRelay.keeping()).address();
  }

  @Override
  public String deadPlace() {
    LoopbackRelay relay = LoopbackRelay.keeping();
    relay.close();
    return relay.address();
  }

  @Override
  public String silentPlace() {
    return silent.address();
  }

  @Override
  public void awaitQuestion() throws InterruptedException {
    silent.awaitMessage();
  }

  @Override
  public String unknownLink(String place) {
    EventPointer nowhere =
        new EventPointer(
            new EventId("ab".repeat(32)), List.of(new RelayAddress(place)), null, null);
    return new ShareLink(nowhere, new ShareKey("0".repeat(63) + "5")).text();
  }

  @Override
  public String withAnotherKey(SharedText shared) {
    ShareLink link = ShareLink.parse(shared.link());
    return new ShareLink(link.event(), new ShareKey("0".repeat(63) + "7")).text();
  }

  private LoopbackRelay kept(LoopbackRelay relay) {
    relays.add(relay);
    return relay;
  }

  /// What goose and everybody else sees of it.
  @Test
  void theEventIsGoosesAndDisclosesNothing() throws Exception {
    LoopbackRelay relay = kept(LoopbackRelay.keeping());

    SharedText shared = texts.publish("a secret", List.of(relay.address()));

    ShareLink link = ShareLink.parse(shared.link());
    assertTrue(
        shared.link().startsWith("goose://sessions/nostr?nevent=" + shared.locator() + "&key="));
    assertEquals(link.event().id().value(), shared.id());
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

    assertEquals(text, texts.fetch(texts.publish(text, List.of(place())).link()));
  }

  @Test
  void nothingIsLeftOpen() throws Exception {
    LoopbackRelay relay = kept(LoopbackRelay.keeping());

    texts.fetch(texts.publish("x", List.of(relay.address())).link());

    relay.awaitDeparture();
    relay.awaitDeparture();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a", "x", "wss://a wss://b"})
  void anAddressThatIsNotARelaysIsRefused(String address) {
    InvalidInput failure =
        assertThrows(InvalidInput.class, () -> texts.publish("x", List.of(address)));

    assertEquals("Not the address of a relay (wss://host): " + address, failure.text());
  }

  @Test
  void noMoreRelaysAreAskedThanALinkMayName() throws Exception {
    String good = place();
    List<String> many =
        IntStream.range(0, 17).mapToObj(i -> i == 3 ? good : good + "/" + i).toList();

    assertEquals(16, texts.publish("x", many.subList(0, 16)).places().size());
    InvalidInput failure = assertThrows(InvalidInput.class, () -> texts.publish("x", many));
    assertEquals("No link may name more than 16 relays", failure.text());
  }
}
