package dev.gander.adapters.postgres.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.cluster.NodeMailContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresMailTest implements NodeMailContract {
  private final NodesOnPostgres nodes = new NodesOnPostgres();

  @AfterEach
  void end() {
    nodes.close();
  }

  @Override
  public void bury(String name) {
    nodes.bury(name);
  }

  @Override
  public NodeMail mail(String name) {
    nodes.enter(name);
    return new PostgresMail(nodes.database(name), name);
  }

  @Test
  void whatALaterVersionWritesKeepsNothingAway() {
    NodeMail a = mail("a");
    var _ =
        nodes.sql(
            "INSERT INTO node_letter (node, letter) VALUES"
                + " ('a', '{\"session\":\"s\",\"dance\":true}'), ('a', '{}')");
    NodeMail.Letter known =
        new NodeMail.Letter.Cancel(new SessionId("s"), "r", Interruption.CANCELLATION);
    var _ = mail("b").send("a", known);

    assertEquals(List.of(known), a.take());
    assertEquals(List.of(), a.take());
  }
}
