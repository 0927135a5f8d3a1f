package dev.gander.testkit.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.share.SharedTexts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The contract of every [SharedTexts].
public interface SharedTextsContract {
  SharedTexts texts();

  /// Sets and returns the only place for texts published without one.
  String usualPlace();

  /// A place that stores what it gets; a new one on each call.
  String place();

  /// A place that cannot be reached.
  String deadPlace();

  /// A place that accepts connections and never answers.
  String silentPlace();

  /// Waits until the silent place receives a request.
  void awaitQuestion() throws InterruptedException;

  /// A link to a text that was never published, at one place.
  String unknownLink(String place);

  /// The link with a well-formed key that is not its own.
  String withAnotherKey(SharedText shared);

  @Test
  default void aPublishedTextIsFetchedByItsLink() throws Exception {
    List<String> places = List.of(place());
    for (int length : new int[] {1, 32, 33, 65_535, 65_536, 300_000}) {
      String text = "x".repeat(length);

      SharedText shared = texts().publish(text, places);

      assertEquals(text, texts().fetch(" " + shared.link() + "\n"), length + " letters");
    }
  }

  @Test
  default void everyLetterArrives() throws Exception {
    String text = "{\"a\": \"größe 🦢 \u0001 \\u0000 \\\" \u2028\"}\n\t\r\n";

    assertEquals(text, texts().fetch(texts().publish(text, List.of(place())).link()));
  }

  @Test
  default void allPlacesAreNamedInTheirOrder() throws Exception {
    List<String> places = List.of(deadPlace(), place(), place());

    assertEquals(places, texts().publish("x", places).places());
  }

  @Test
  default void blankAndRepeatedPlacesAreIgnored() throws Exception {
    String first = place();
    String second = place();

    SharedText shared =
        texts().publish("x", List.of("", second + " ", " ", first, second, " " + first));

    assertEquals(List.of(second, first), shared.places());
  }

  @Test
  default void withoutAPlaceTheUsualOnesAreTaken() throws Exception {
    String usual = usualPlace();

    SharedText shared = texts().publish("x", List.of());

    assertEquals(List.of(usual), shared.places());
    assertEquals("x", texts().fetch(shared.link()));
  }

  @Test
  default void oneGoodPlaceIsEnough() throws Exception {
    SharedText shared = texts().publish("x", List.of(deadPlace(), place(), deadPlace()));

    assertEquals("x", texts().fetch(shared.link()));
  }

  @Test
  default void aTextThatIsSharedTwiceHasTwoLinks() throws Exception {
    String place = place();

    SharedText first = texts().publish("x", List.of(place));
    SharedText second = texts().publish("x", List.of(place));

    assertNotEquals(first.id(), second.id());
    assertNotEquals(first.locator(), second.locator());
    assertNotEquals(first.link(), second.link());
    assertNotEquals(withAnotherKey(first), first.link());
  }

  @Test
  default void theLocatorDoesNotOpenTheText() throws Exception {
    SharedText shared = texts().publish("x", List.of(place()));

    assertThrows(InvalidInput.class, () -> texts().fetch(shared.locator()));
  }

  @Test
  default void nobodyAnswering() {
    String dead = deadPlace();

    Unavailable refused =
        assertThrows(Unavailable.class, () -> texts().publish("x", List.of(dead)));
    assertTrue(refused.text().contains(dead), refused.text());
    assertThrows(InvalidInput.class, () -> texts().publish("x", List.of(" ")));
    assertThrows(InvalidInput.class, () -> texts().fetch(unknownLink(dead)));
  }

  @Test
  default void aTextThatNoPlaceHasIsNotFound() {
    String place = place();

    InvalidInput failure =
        assertThrows(InvalidInput.class, () -> texts().fetch(unknownLink(place)));
    assertTrue(failure.text().contains(place), failure.text());
  }

  @Test
  default void aTextThatIsNotALinkIsRefusedWithoutRepeatingIt() {
    for (String text : List.of("", "x", "https://secret.example/?key=secret")) {
      InvalidInput failure = assertThrows(InvalidInput.class, () -> texts().fetch(text));
      assertFalse(failure.text().contains("secret"), failure.text());
    }
  }

  @Test
  default void anotherKeyOpensNothing() throws Exception {
    String wrong = withAnotherKey(texts().publish("x", List.of(place())));

    InvalidInput failure = assertThrows(InvalidInput.class, () -> texts().fetch(wrong));
    assertFalse(failure.text().contains(wrong), failure.text());
  }

  @Test
  default void aTextThatIsTooLongOrEmptyIsNotOffered() {
    List<String> places = List.of(place());

    assertThrows(
        InvalidInput.class,
        () -> texts().publish("ä".repeat(SharedTexts.MOST_BYTES / 2) + "x", places));
    assertThrows(IllegalArgumentException.class, () -> texts().publish("", places));
  }

  @Test
  default void anInterruptEndsTheWait() throws Exception {
    String silent = silentPlace();

    assertInterruptible(() -> texts().publish("x", List.of(silent)));
    assertInterruptible(() -> texts().fetch(unknownLink(silent)));
  }

  @Test
  default void anInterruptedThreadAsksNothing() {
    String place = place();
    String link = unknownLink(place);

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> texts().publish("x", List.of(place)));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> texts().fetch(link));
    assertFalse(Thread.interrupted());
  }

  private void assertInterruptible(Callable<?> call) throws Exception {
    FutureTask<?> waiting = new FutureTask<>(call);
    Thread thread = Thread.ofVirtual().start(waiting);
    awaitQuestion();
    thread.interrupt();
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> waiting.get(30, TimeUnit.SECONDS));
    assertInstanceOf(InterruptedException.class, failure.getCause());
  }
}
