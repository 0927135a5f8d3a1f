package dev.gander.testkit.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.EventId;
import dev.gander.domain.share.EventPointer;
import dev.gander.domain.share.RelayAddress;
import dev.gander.domain.share.ShareKey;
import dev.gander.domain.share.ShareLink;
import dev.gander.domain.share.SharedTexts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every [SharedTexts] does.
public interface SharedTextsContract {
  SharedTexts texts();

  /// A relay that keeps what it gets; a new one with each call.
  RelayAddress relay();

  /// An address where nobody answers.
  RelayAddress deadRelay();

  /// A relay that takes connections and says nothing.
  RelayAddress silentRelay();

  /// Waits until the silent relay has been asked something.
  void awaitQuestion() throws InterruptedException;

  @Test
  default void whatIsPublishedIsFetchedByTheTextOfItsLink() throws Exception {
    List<RelayAddress> relays = List.of(relay());
    for (int length : new int[] {1, 32, 33, 65_535, 65_536, 300_000}) {
      String text = "x".repeat(length);

      ShareLink link = texts().publish(text, relays);

      assertEquals(text, texts().fetch(ShareLink.parse(link.text())), length + " letters");
    }
  }

  @Test
  default void everyLetterArrives() throws Exception {
    String text = "{\"a\": \"größe 🦢 \u0001 \\u0000 \\\" \u2028\"}\n\t\r\n";

    assertEquals(text, texts().fetch(texts().publish(text, List.of(relay()))));
  }

  @Test
  default void theLinkNamesAllRelaysInTheirOrder() throws Exception {
    List<RelayAddress> relays = List.of(deadRelay(), relay(), relay());

    assertEquals(relays, texts().publish("x", relays).event().relays());
  }

  @Test
  default void oneGoodRelayIsEnough() throws Exception {
    ShareLink link = texts().publish("x", List.of(deadRelay(), relay(), deadRelay()));

    assertEquals("x", texts().fetch(link));
  }

  @Test
  default void whatIsSharedTwiceIsTwoThings() throws Exception {
    RelayAddress relay = relay();

    ShareLink first = texts().publish("x", List.of(relay));
    ShareLink second = texts().publish("x", List.of(relay));

    assertNotEquals(first.event().id(), second.event().id());
    assertNotEquals(first.key(), second.key());
  }

  @Test
  default void nobodyAnswering() {
    RelayAddress dead = deadRelay();

    Unavailable refused =
        assertThrows(Unavailable.class, () -> texts().publish("x", List.of(dead)));
    assertTrue(refused.text().contains(dead.text()), refused.text());
    assertThrows(Unavailable.class, () -> texts().publish("x", List.of()));
    assertThrows(InvalidInput.class, () -> texts().fetch(link(dead)));
  }

  @Test
  default void whatNoRelayHasIsNotFound() {
    RelayAddress relay = relay();

    InvalidInput failure = assertThrows(InvalidInput.class, () -> texts().fetch(link(relay)));
    assertTrue(failure.text().contains(relay.text()), failure.text());
  }

  @Test
  default void anotherKeyOpensNothing() throws Exception {
    ShareLink link = texts().publish("x", List.of(relay()));
    ShareLink wrong = new ShareLink(link.event(), new ShareKey("0".repeat(63) + "7"));

    InvalidInput failure = assertThrows(InvalidInput.class, () -> texts().fetch(wrong));
    assertFalse(failure.text().contains(wrong.key().hex()), failure.text());
  }

  @Test
  default void whatIsTooLongIsNotOffered() {
    List<RelayAddress> relays = List.of(relay());

    assertThrows(
        Unavailable.class,
        () -> texts().publish("ä".repeat(SharedTexts.MOST_BYTES / 2) + "x", relays));
    assertThrows(IllegalArgumentException.class, () -> texts().publish("", relays));
  }

  @Test
  default void anInterruptEndsTheWait() throws Exception {
    RelayAddress silent = silentRelay();

    assertInterruptible(() -> texts().publish("x", List.of(silent)));
    assertInterruptible(() -> texts().fetch(link(silent)));
  }

  @Test
  default void anInterruptedThreadAsksNothing() {
    RelayAddress relay = relay();

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> texts().publish("x", List.of(relay)));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> texts().fetch(link(relay)));
    assertFalse(Thread.interrupted());
  }

  private void assertInterruptible(Callable<?> call) throws Exception {
    FutureTask<?> waiting = new FutureTask<>(call);
    Thread thread = Thread.ofVirtual().start(waiting);
    awaitQuestion();
    thread.interrupt();
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> waiting.get(5, TimeUnit.SECONDS));
    assertInstanceOf(InterruptedException.class, failure.getCause());
  }

  private static ShareLink link(RelayAddress relay) {
    return new ShareLink(
        new EventPointer(new EventId("ab".repeat(32)), List.of(relay), null, null),
        new ShareKey("0".repeat(63) + "5"));
  }
}
