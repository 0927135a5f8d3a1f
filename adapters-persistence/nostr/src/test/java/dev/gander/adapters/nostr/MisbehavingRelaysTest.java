package dev.gander.adapters.nostr;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.share.SharedTexts;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.WebSocketPeer;
import dev.gander.testkit.share.LoopbackRelay;
import dev.gander.testkit.share.LoopbackRelay.Handler;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Relays that lie, drop, never answer or answer too much.
class MisbehavingRelaysTest {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final SharedTexts texts =
      new NostrSharedTexts(new InMemorySettings(), clock, new Relays(LONG, LONG));
  private final LoopbackRelay good = LoopbackRelay.keeping();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(good));

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private String relay(Handler handler) {
    LoopbackRelay relay = LoopbackRelay.with(handler);
    open.add(relay);
    return relay.address();
  }

  private static String id(String message) {
    Matcher id = ID.matcher(message);
    assertTrue(id.find(), message);
    return id.group();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['OK','ID',false,'blocked: not you'] | refused it: blocked: not you",
        "['OK','ID',false] | refused it",
        "['OK','ID','true',''] | refused it",
        "['OK','ID',false,5] | refused it",
        "no | does not speak Nostr: no",
        "{} | does not speak Nostr: {}",
        "5 | does not speak Nostr: 5",
      })
  void refusalsOfAnEventAreTold(String answer, String reason) {
    String relay =
        relay((message, peer) -> peer.send(answer.replace('\'', '"').replace("ID", id(message))));

    Unavailable failure = assertThrows(Unavailable.class, () -> texts.publish("x", List.of(relay)));

    assertEquals("No relay took it: " + relay + ": " + reason.replace('\'', '"'), failure.text());
  }

  @Test
  void aRelayMayTalkBeforeItAnswers() throws Exception {
    String relay =
        relay(
            (message, peer) -> {
              peer.send("[\"AUTH\",\"challenge\"]");
              peer.send("[\"NOTICE\",\"hello\"]");
              peer.send("[]");
              peer.send("[5]");
              peer.send("[\"OK\"]");
              peer.send("[\"OK\",\"%s\",false,\"\"]".formatted("ab".repeat(32)));
              peer.sendBeginning("[\"OK\",");
              peer.sendMore("\"");
              peer.sendMore(id(message));
              peer.sendEnd("\",true,\"\"]");
            });

    assertEquals(List.of(relay), texts.publish("x", List.of(relay)).places());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['EOSE','s'] | does not have it",
        "['CLOSED','s','error: later'] | refused to answer: error: later",
        "['CLOSED','s'] | refused to answer",
        "['EVENT','s',5] | sent what is no event",
        "['EVENT','s',{}] | sent what is no event",
      })
  void refusalsOfAQuestionAreTold(String answer, String reason) {
    String relay = relay((_, peer) -> peer.send(answer.replace('\'', '"')));

    InvalidInput failure = assertThrows(InvalidInput.class, () -> texts.fetch(link(relay)));

    assertTrue(
        failure.text().startsWith("No relay has it: " + relay + ": " + reason), failure.text());
  }

  /// Each lies in another way; the good one among them is believed.
  @Test
  void aLiarIsNotBelieved() throws Exception {
    SharedText shared = texts.publish("the truth", List.of(good.address()));
    JsonObject event = (JsonObject) JsonText.parse(good.events().values().iterator().next());
    SharedText other = texts.publish("a lie", List.of(good.address()));
    String lie = good.events().get(other.id());
    JsonObject lied = (JsonObject) JsonText.parse(lie);
    List<String> liars =
        Stream.of(
                lied,
                lied.with("id", event.get("id")),
                event.with("content", lied.get("content")),
                event.with("sig", lied.get("sig")),
                event.with("pubkey", lied.get("pubkey")),
                event.with("kind", Json.of(1)))
            .map(JsonText::write)
            .map(each -> relay((_, peer) -> peer.send("[\"EVENT\",\"s\"," + each + "]")))
            .toList();

    for (String liar : liars) {
      assertThrows(InvalidInput.class, () -> texts.fetch(link(shared, List.of(liar))));
    }
    List<String> all = new ArrayList<>(liars);
    all.add(good.address());
    assertEquals("the truth", texts.fetch(link(shared, all)));
  }

  @Test
  void anEventThatNobodyAskedForIsPassedOver() throws Exception {
    SharedText shared = texts.publish("x", List.of(good.address()));
    String event = good.events().values().iterator().next();
    String relay =
        relay(
            (_, peer) -> {
              peer.send("[\"EVENT\",\"other\",{}]");
              peer.send("[\"EVENT\",{}]");
              peer.send("[\"EOSE\",\"other\"]");
              peer.send("[\"EVENT\",\"s\"," + event + "]");
            });

    assertEquals("x", texts.fetch(link(shared, List.of(relay))));
  }

  @Test
  void theFirstGoodAnswerEndsTheWait() throws Exception {
    SharedText shared = texts.publish("x", List.of(good.address()));
    String silent = relay((_, _) -> {});

    assertEquals("x", texts.fetch(link(shared, List.of(silent, good.address()))));
  }

  @Test
  void aRelayThatNeverAnswersIsGivenUp() {
    SharedTexts hasty =
        new NostrSharedTexts(new InMemorySettings(), clock, new Relays(LONG, SHORT));
    String silent = relay((_, _) -> {});
    String chatty = relay(MisbehavingRelaysTest::chat);

    for (String relay : List.of(silent, chatty)) {
      assertEquals(
          "No relay took it: " + relay + ": no answer in time",
          assertThrows(Unavailable.class, () -> hasty.publish("x", List.of(relay))).text());
      assertEquals(
          "No relay has it: " + relay + ": no answer in time",
          assertThrows(InvalidInput.class, () -> hasty.fetch(link(relay))).text());
    }
  }

  private static void chat(String message, WebSocketPeer peer) throws IOException {
    while (true) {
      peer.send("[\"NOTICE\",\"wait\"]");
    }
  }

  @Test
  void aServerThatNeverShakesHandsIsGivenUp() throws Exception {
    SharedTexts hasty =
        new NostrSharedTexts(new InMemorySettings(), clock, new Relays(SHORT, LONG));
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    open.add(server);
    String relay = "ws://127.0.0.1:" + server.getLocalPort();

    assertEquals(
        "No relay took it: " + relay + ": no answer in time",
        assertThrows(Unavailable.class, () -> hasty.publish("x", List.of(relay))).text());
  }

  @Test
  void whatIsNoRelayIsGivenUp() throws Exception {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    open.add(server);
    Thread.ofVirtual()
        .start(
            () -> {
              try (var socket = server.accept()) {
                socket
                    .getOutputStream()
                    .write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
                socket.getInputStream().readAllBytes();
              } catch (IOException _) {
                // Closed.
              }
            });
    String relay = "ws://127.0.0.1:" + server.getLocalPort();

    assertEquals(
        "No relay took it: " + relay + ": refused the connection with status 403",
        assertThrows(Unavailable.class, () -> texts.publish("x", List.of(relay))).text());
  }

  @Test
  void aRelayMayLeave() {
    String polite = relay((_, peer) -> peer.sendClose(1013, "try later"));
    String rude = relay((_, peer) -> peer.hangUp());

    assertEquals(
        "No relay has it: " + polite + ": closed the connection: try later",
        assertThrows(InvalidInput.class, () -> texts.fetch(link(polite))).text());
    assertTrue(
        assertThrows(InvalidInput.class, () -> texts.fetch(link(rude)))
            .text()
            .startsWith("No relay has it: " + rude + ": "));
  }

  /// It would go on for ever.
  @Test
  void aRelayCannotFillTheMemory() {
    String piece = "x".repeat(1 << 20);
    String relay =
        relay(
            (_, peer) -> {
              peer.sendBeginning("[\"NOTICE\",\"");
              while (true) {
                peer.sendMore(piece);
              }
            });

    assertEquals(
        "No relay has it: " + relay + ": sends more than was asked for",
        assertThrows(InvalidInput.class, () -> texts.fetch(link(relay))).text());
  }

  @Test
  void aLargeEventComesThoughManySendIt() throws Exception {
    String text = "x".repeat(4 * Inbox.LARGE);
    List<String> relays = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LoopbackRelay relay = LoopbackRelay.keeping();
      open.add(relay);
      relays.add(relay.address());
    }

    assertEquals(text, texts.fetch(texts.publish(text, relays).link()));
  }

  /// Eight hold their breath in the middle of a large message; a small one does not wait for them.
  @Test
  void aSmallEventDoesNotWaitForLargeOnes() throws Exception {
    SharedText shared = texts.publish("x", List.of(good.address()));
    List<String> relays = new ArrayList<>();
    CountDownLatch stuffed = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      relays.add(
          relay(
              (_, peer) -> {
                peer.sendBeginning("x".repeat(Inbox.LARGE + 1));
                stuffed.countDown();
              }));
    }
    String event = good.events().values().iterator().next();
    relays.add(
        relay(
            (_, peer) -> {
              awaitQuietly(stuffed);
              peer.send("[\"EVENT\",\"s\"," + event + "]");
            }));

    assertEquals("x", texts.fetch(link(shared, relays)));
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aRelayCannotFillTheMemoryWithSmallThings() {
    String piece = "[],".repeat(1 << 20);
    String relay =
        relay(
            (_, peer) -> {
              peer.sendBeginning("[\"EVENT\",\"s\",[");
              peer.sendMore(piece);
              peer.sendMore(piece);
              peer.sendEnd("[]]]");
            });

    assertTrue(
        assertThrows(InvalidInput.class, () -> texts.fetch(link(relay)))
            .text()
            .startsWith("No relay has it: " + relay + ": does not speak Nostr"));
  }

  @Test
  void whatARelaySaysIsCut() {
    String relay =
        relay(
            (message, peer) ->
                peer.send("[\"OK\",\"%s\",false,\"%s\"]".formatted(id(message), "x".repeat(9999))));

    assertEquals(
        "No relay took it: " + relay + ": refused it: " + "x".repeat(200) + "…",
        assertThrows(Unavailable.class, () -> texts.publish("x", List.of(relay))).text());
  }

  private String link(String relay) throws InterruptedException {
    return link(texts.publish("x", List.of(good.address())), List.of(relay));
  }

  private static String link(SharedText shared, List<String> relays) {
    ShareLink link = ShareLink.parse(shared.link());
    List<RelayAddress> addresses = relays.stream().map(RelayAddress::new).toList();
    return new ShareLink(new EventPointer(link.event().id(), addresses, null, null), link.key())
        .text();
  }
}
