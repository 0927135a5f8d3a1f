package dev.gander.adapters.postgres.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.Told;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.SharedEventsContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void whoseConnectionBreaksIsToldToLookAndHearsWhatComesAfterwards() throws Exception {
    String follower = "follower-" + UUID.randomUUID();
    SharedEvents teller = events("teller");
    SharedEvents there = events(follower);
    List<Optional<SessionId>> news = new CopyOnWriteArrayList<>();
    there.onNews(news::add);
    Eventually.holds(() -> news.contains(Optional.<SessionId>empty()));
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
