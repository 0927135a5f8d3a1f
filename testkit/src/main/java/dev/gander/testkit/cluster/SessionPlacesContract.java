package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [SessionPlaces] of several nodes.
@Timeout(60)
public interface SessionPlacesContract {
  SessionId ONE = new SessionId("20260101_1");
  SessionId OTHER = new SessionId("20260101_2");
  Path FOLDER = Path.of("/work/ü \"quoted\"");
  Duration LONG = Duration.ofSeconds(50);

  /// A node of the one cluster of this test.
  SessionPlaces places(String node);

  /// Begins a turn that nobody watches, and ends it.
  void play(String node, SessionId session);

  @Test
  default void theLabelsOfASessionAreKnownToAllNodes() {
    places("a").want(ONE, Set.of("gpu=yes", "zone=b"));

    assertEquals(Set.of("gpu=yes", "zone=b"), places("b").wanted(ONE));
    assertEquals(Set.of(), places("b").wanted(OTHER));
    places("b").want(ONE, Set.of("disk"));
    assertEquals(Set.of("disk"), places("a").wanted(ONE));
    places("b").want(ONE, Set.of());
    places("b").want(OTHER, Set.of());
    assertEquals(Set.of(), places("a").wanted(ONE));
  }

  @Test
  default void theNodeOfTheLastTurnIsKnown() {
    assertEquals(Optional.empty(), places("a").last(ONE));

    play("b", ONE);
    assertEquals(Optional.of("b"), places("a").last(ONE));
    play("a", ONE);

    assertEquals(Optional.of("a"), places("b").last(ONE));
    assertEquals(Optional.empty(), places("b").last(OTHER));
  }

  @Test
  default void othersSayWhetherTheySeeAFolder() throws InterruptedException {
    SessionPlaces a = places("a");
    places("b").answer(FOLDER::equals);
    places("c").answer(_ -> false);

    Eventually.holds(
        () -> a.seeing(FOLDER, Set.of("b", "c"), Duration.ofSeconds(1)).equals(Set.of("b")));
    assertEquals(Set.of("b"), a.seeing(FOLDER, Set.of("b", "c"), LONG));
    assertEquals(Set.of(), a.seeing(Path.of("/elsewhere"), Set.of("b", "c"), LONG));
    assertEquals(Set.of(), a.seeing(FOLDER, Set.of("c"), LONG));
    assertEquals(Set.of(), a.seeing(FOLDER, Set.of(), LONG));
  }

  @Test
  default void aNodeThatSaysNothingSeesNothing() throws InterruptedException {
    SessionPlaces a = places("a");
    a.answer(_ -> true);

    assertEquals(Set.of(), a.seeing(FOLDER, Set.of("a", "mute"), Duration.ofMillis(50)));
  }
}
