package dev.gander.adapters.postgres.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.SessionPlaces;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.testkit.cluster.SessionPlacesContract;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresPlacesTest implements SessionPlacesContract {
  private final NodesOnPostgres nodes = new NodesOnPostgres();

  @AfterEach
  void end() {
    nodes.close();
  }

  @Override
  public SessionPlaces places(String node) {
    return new PostgresPlaces(nodes.database(node), node);
  }

  @Override
  public void play(String node, SessionId session) {
    PostgresLeases leases = new PostgresLeases(nodes.database(node), node);
    PostgresEvents events = new PostgresEvents(nodes.database(node), node);
    RunningTurn turn = new RunningTurn(UUID.randomUUID().toString(), Message.user("m", 1));
    Fence fence = leases.claim(session, Duration.ofMinutes(1)).orElseThrow();
    long number = events.begin(session, true, turn);
    events.end(Set.of(number));
    events.forgetUnread(session);
    leases.giveBack(session, fence);
  }

  @Test
  void theLabelsOfADeletedSessionAreGone() {
    places("a").want(ONE, Set.of("x"));
    play("a", ONE);

    new PostgresEvents(nodes.database("a"), "a").forget(ONE);

    assertEquals(Set.of(), places("a").wanted(ONE));
  }

  @Test
  void whoAsksLeavesNothingBehind() throws InterruptedException {
    places("b").answer(_ -> true);

    places("a").seeing(FOLDER, Set.of("b", "mute"), Duration.ofMillis(200));

    assertEquals("0", nodes.sql("SELECT count(*) FROM folder_question").strip());
    assertEquals("0", nodes.sql("SELECT count(*) FROM folder_answer").strip());
  }
}
