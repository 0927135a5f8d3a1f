package dev.gander.adapters.postgres.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.OpenTurn;
import dev.gander.domain.cluster.SharedEvents.Told;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.SharedEventsContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresEventsTest implements SharedEventsContract {
  private final NodesOnPostgres nodes = new NodesOnPostgres();

  @AfterEach
  void end() {
    nodes.close();
  }

  @Override
  public SharedEvents events(String node) {
    nodes.enter(node);
    return new PostgresEvents(nodes.database(node), node);
  }

  @Override
  public LeaseTable leases(String node) {
    return new PostgresLeases(nodes.database(node), node);
  }

  @Override
  public void bury(String node) {
    nodes.bury(node);
  }

  @Test
  void aSessionThatIsReadOnAnotherNodeOrWasUsedIsNotForgotten() {
    Duration idle = Duration.ofMinutes(10);
    SharedEvents a = events("a");
    SharedEvents b = events("b");
    a.listen(ONE, true, 5);
    a.listen(OTHER, true, 5);
    b.age(Duration.ZERO, idle, Set.of());
    nodes.sql("UPDATE session_log SET used_at = used_at - interval '11 minutes'");

    a.age(Duration.ZERO, idle, Set.of(ONE));
    b.age(Duration.ZERO, idle, Set.of());

    assertTrue(b.isKnown(ONE));
    assertFalse(b.isKnown(OTHER));
  }

  @Test
  void oneNodeAtATimeDropsAllThatIsOld() {
    SharedEvents a = events("a");
    nodes.sql(
        """
        INSERT INTO session_event (session_id, seq, turn, request, event)
          SELECT '20260101_1', n, 1, '"r"', 'null' FROM generate_series(1, 12000) AS n""");
    Duration none = Duration.ZERO;

    String left =
        nodes
            .database("b")
            .write(
                handle -> {
                  handle.execute("SELECT pg_advisory_xact_lock(?)", OldEvents.LOCK);
                  a.age(none, none, Set.of());
                  return nodes.sql("SELECT count(*) FROM session_event").strip();
                });
    a.age(none, none, Set.of());

    assertEquals("12000", left);
    assertEquals("0", nodes.sql("SELECT count(*) FROM session_event").strip());
  }

  @Test
  void afterAnOutageNothingOfALateNodeIsDropped() {
    SharedEvents b = events("b");
    long open = events("a").begin(ONE, true, new RunningTurn("r", Message.user("m", 1)));
    nodes.bury("a");
    nodes.sql("UPDATE node SET steady_since = seen WHERE id = 'b'");

    b.age(Duration.ZERO, Duration.ZERO, Set.of());

    assertEquals(List.of(open), b.open(ONE).stream().map(OpenTurn::number).toList());
  }

  /// Each event of each turn would wake every node.
  @Test
  void nobodyIsToldOfTheEventsOfASessionToWhichNobodyListens() throws Exception {
    SharedEvents teller = events("teller");
    SharedEvents there = events("there");
    List<Optional<SessionId>> news = new CopyOnWriteArrayList<>();
    there.onNews(news::add);
    Eventually.holds(() -> news.contains(Optional.<SessionId>empty()));
    var _ = there.listen(ONE, true, 10);

    long unheard = teller.begin(OTHER, true, new RunningTurn("r", Message.user("m", 1)));
    teller.append(List.of(new Told(OTHER, unheard, 1, null, TurnEvent.Failed.because("e"))));
    long heard = teller.begin(ONE, true, new RunningTurn("r", Message.user("m", 1)));

    // Notifications come in the order of what they tell.
    Eventually.holds(() -> news.contains(Optional.of(ONE)));
    assertFalse(news.contains(Optional.of(OTHER)));
    var _ = there.listen(OTHER, true, 10);
    teller.append(List.of(new Told(OTHER, unheard, 2, null, TurnEvent.Failed.because("e"))));
    Eventually.holds(() -> news.contains(Optional.of(OTHER)));
    teller.end(List.of(unheard, heard));
  }

  @Test
  void whoseConnectionBreaksIsToldToLookAndHearsWhatComesAfterwards() throws Exception {
    String follower = "follower-" + UUID.randomUUID();
    SharedEvents teller = events("teller");
    SharedEvents there = events(follower);
    List<Optional<SessionId>> news = new CopyOnWriteArrayList<>();
    there.onNews(news::add);
    Eventually.holds(() -> news.contains(Optional.<SessionId>empty()));
    var _ = there.listen(ONE, true, 10);
    long turn = teller.begin(ONE, true, new RunningTurn("r", Message.user("m", 1)));
    Eventually.holds(() -> news.contains(Optional.of(ONE)));
    news.clear();

    nodes.breakConnections(follower);

    Eventually.holds(() -> news.contains(Optional.<SessionId>empty()));
    teller.append(List.of(new Told(ONE, turn, 1, null, TurnEvent.Failed.because("e"))));
    Eventually.holds(() -> news.contains(Optional.of(ONE)));
    assertEquals(1, there.news(Map.of(ONE, 0L)).getOrDefault(ONE, NOTHING).events().size());
  }
}
