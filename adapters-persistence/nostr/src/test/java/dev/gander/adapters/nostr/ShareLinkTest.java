package dev.gander.adapters.nostr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareLinkTest {
  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final RelayAddress RELAY = new RelayAddress("wss://relay.example/p?q=1");
  private static final EventPointer EVENT =
      new EventPointer(
          new EventId("ab".repeat(32)),
          List.of(RELAY, new RelayAddress("ws://127.0.0.1:7777")),
          "cd".repeat(32),
          30_278L);

  @Test
  void aLinkIsReadAsItWasWritten() {
    ShareLink link = new ShareLink(EVENT, new ShareKey(KEY));

    assertTrue(link.text().startsWith("goose://sessions/nostr?nevent=nevent1"), link.text());
    assertTrue(link.text().endsWith("&key=" + KEY), link.text());
    assertEquals(link, ShareLink.parse(link.text()));
  }

  @Test
  void aLinkKeepsItsKeyToItself() {
    ShareLink link = new ShareLink(EVENT, new ShareKey(KEY));

    assertFalse(link.toString().contains(KEY), link.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "goose://sessions/nostr?key=KEY&nevent=EVENT",
    " GOOSE://sessions/nostr?x=1&&key=KEY&nevent=EVENT&nevent=other&key= ",
    "goose://sessions/nostr?nevent=EVENT&key=%30123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
    "goose://sessions/nostr?nevent=EVENT&key=NSEC"
  })
  void linksMayLookDifferent(String text) {
    assertEquals(new ShareLink(EVENT, new ShareKey(KEY)), ShareLink.parse(filled(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "goose://sessions/nostr",
        "goose://sessions/nostr?",
        "goose://sessions/nostr?nevent=EVENT",
        "goose://sessions/nostr?key=KEY",
        "goose://sessions/nostr?nevent=&key=KEY",
        "goose://sessions/nostr?nevent=EVENT&key=",
        "goose://sessions/nostr?nevent=EVENT&key=KEY0",
        "goose://sessions/nostr?nevent=EVENT&key=x",
        "goose://sessions/nostr?nevent=EVENT&key=NSECx",
        "goose://sessions/nostr?nevent=EVENT&key=nsec1",
        "goose://sessions/nostr?nevent=EVENT&key=SHORT",
        "goose://sessions/nostr?nevent=EVENT&key=%zz",
        "goose://sessions/nostr?nevent=NSEC&key=KEY",
        "goose://sessions/nostr?nevent=EVENTx&key=KEY",
        "goose://sessions/nostr/?nevent=EVENT&key=KEY",
        "goose://sessions/other?nevent=EVENT&key=KEY",
        "goose://SESSIONS/nostr?nevent=EVENT&key=KEY",
        "goose://u@sessions/nostr?nevent=EVENT&key=KEY",
        "goose:sessions/nostr?nevent=EVENT&key=KEY",
        "https://sessions/nostr?nevent=EVENT&key=KEY",
        "//sessions/nostr?nevent=EVENT&key=KEY",
        "goose://sessions/nostr?nevent=EVENT&key=KEY&x= y"
      })
  void whatIsNoLinkIsRefusedWithoutRepeatingIt(String text) {
    InvalidInput failure = assertThrows(InvalidInput.class, () -> ShareLink.parse(filled(text)));
    assertFalse(failure.text().contains(KEY), failure.text());
  }

  private static String filled(String text) {
    return text.replace("EVENT", EVENT.nevent())
        .replace("NSEC", Bech32.encode("nsec", HexFormat.of().parseHex(KEY)))
        .replace("SHORT", Bech32.encode("nsec", new byte[31]))
        .replace("KEY", KEY);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "16, true", "17, false"})
  void aLinkNamesOneToSixteenRelays(int count, boolean right) {
    List<RelayAddress> relays =
        IntStream.range(0, count).mapToObj(i -> new RelayAddress("wss://r" + i)).toList();
    String text =
        new ShareLink(new EventPointer(EVENT.id(), relays, null, null), new ShareKey(KEY)).text();

    if (right) {
      assertEquals(relays, ShareLink.parse(text).event().relays());
    } else {
      assertThrows(InvalidInput.class, () -> ShareLink.parse(text));
    }
  }

  @Test
  void aRelayThatIsNamedTwiceCountsOnce() {
    assertEquals(
        List.of(RELAY), new EventPointer(EVENT.id(), List.of(RELAY, RELAY), null, null).relays());
  }

  /// Type, length, value; what is said first counts, and what we don't know may be anything.
  @ParameterizedTest
  @ValueSource(strings = {"ID", "7f00 ID ff02abcd", "ID 0020 ZEROS", "ID 0200 0220 ZEROS"})
  void membersOfAPointerMayComeInAnyOrder(String members) {
    assertEquals(EVENT.id(), EventPointer.parse(nevent(members)).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0000",
        "0021 ZEROS",
        "001f ZEROS",
        "0021 ZEROS 00",
        "ID 01",
        "ID 0103616263",
        "ID 0100",
        "ID 0300",
        "ID 030100"
      })
  void aPointerThatIsCutOrNamesNothingIsRefused(String members) {
    assertThrows(InvalidInput.class, () -> EventPointer.parse(nevent(members)));
  }

  private static String nevent(String members) {
    String hex =
        members
            .replace("ID", "0020" + EVENT.id())
            .replace("ZEROS", "00".repeat(32))
            .replace(" ", "");
    return Bech32.encode("nevent", HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://localhost",
        "wss://relay.example:443/",
        "WSS://Relay.Example",
        "ws://[::1]:1/a?b=c"
      })
  void relaysHaveWebSockets(String address) {
    assertEquals(address, new RelayAddress(address).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "wss:",
        "wss://",
        "wss:///x",
        "relay.example",
        "http://relay.example",
        "wss://relay.example#x",
        "wss://user@relay.example",
        "wss://user:pass@relay.example",
        "wss://relay.example:0",
        "wss://relay.example:65536",
        "wss://relay.example:x",
        "wss://rel ay.example",
        " wss://relay.example",
        "wss://größe.example",
        "wss://relay.example/größe"
      })
  void whatIsNoRelayIsRefused(String address) {
    assertThrows(InvalidInput.class, () -> new RelayAddress(address));
    assertThrows(
        InvalidInput.class, () -> new RelayAddress("wss://relay.example/" + "x".repeat(236)));
  }
}
