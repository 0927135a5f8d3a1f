package dev.gander.adapters.nostr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NostrEventTest {
  private static final NostrEvent EVENT =
      NostrEvent.sign(
          Secp256k1.newSecret(new SecureRandom()),
          1_772_619_080,
          30_278,
          List.of(List.of("d", "größe \"\\/\n\t\r\b\f\u007f 🦢"), List.of()),
          "content",
          new SecureRandom());

  static Stream<JsonObject> sharedByRustNostr() throws IOException {
    return ((JsonArray) Vectors.json("rust-nostr.json")).items().stream().map(JsonFields::asObject);
  }

  @ParameterizedTest
  @MethodSource("sharedByRustNostr")
  void whatGooseSharesIsGenuineAndOpens(JsonObject shared) {
    NostrEvent event = NostrEvent.read(shared.get("event"));
    String nevent = shared.text("nevent").get();
    EventPointer pointer = EventPointer.parse(nevent);

    assertTrue(event.isGenuine());
    assertEquals(shared.get("event"), event.json());
    assertEquals(
        new EventPointer(new EventId(event.id()), relays(shared), event.author(), event.kind()),
        pointer);
    assertEquals(nevent, pointer.nevent());
    assertEquals(shared.text("text").get(), opened(event, shared));
  }

  /// goose writes addresses of relays its own way.
  private static List<RelayAddress> relays(JsonObject shared) {
    return shared.array("relays").get().items().stream()
        .map(JsonFields::asText)
        .map(
            relay ->
                new RelayAddress(relay.replace("wss://Relay.Example:443", "wss://relay.example")))
        .toList();
  }

  private static String opened(NostrEvent event, JsonObject shared) {
    String link = "goose://sessions/nostr?key=%s&nevent=" + withRelay(event);
    byte[] key = ShareLink.parse(link.formatted(shared.text("key").get())).key().bytes();
    assertEquals(
        shared.text("key").get(),
        ShareLink.parse(link.formatted(shared.text("nsec").get())).key().hex());
    return Nip44.decrypt(event.content(), Nip44.conversationKey(key, Secp256k1.publicKey(key)));
  }

  private static String withRelay(NostrEvent event) {
    return new EventPointer(
            new EventId(event.id()), List.of(new RelayAddress("ws://r")), null, null)
        .nevent();
  }

  @Test
  void whatIsSignedIsGenuine() {
    assertTrue(EVENT.isGenuine());
    assertTrue(NostrEvent.read(EVENT.json()).isGenuine());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "pubkey", "sig"})
  void anotherIdAuthorOrSignatureIsAForgery(String member) {
    String right = EVENT.json().text(member).get();
    for (String wrong :
        List.of("", "x", "ab", right.substring(2), "0".repeat(right.length()), right + "00")) {
      JsonObject forged = EVENT.json().with(member, Json.of(wrong));
      assertFalse(NostrEvent.read(forged).isGenuine(), wrong);
    }
  }

  @Test
  void anotherTimeKindTagOrContentIsAForgery() {
    JsonObject genuine = EVENT.json();
    Stream.of(
            genuine.with("created_at", Json.of(1)),
            genuine.with("kind", Json.of(1)),
            genuine.with("tags", JsonArray.EMPTY),
            genuine.with("content", Json.of("Content")))
        .forEach(forged -> assertFalse(NostrEvent.read(forged).isGenuine(), forged::toString));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "pubkey", "created_at", "kind", "tags", "content", "sig"})
  void everyMemberIsNeeded(String member) {
    JsonObject incomplete = EVENT.json().without(Set.of(member));

    assertThrows(InvalidShape.class, () -> NostrEvent.read(incomplete));
  }
}
