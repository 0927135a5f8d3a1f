package dev.gander.application.cluster;

import dev.gander.application.turn.OtherNodes;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.NodeMail.Letter;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.OpenTurn;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionBusy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is known of other nodes' turns from the common table, and letters to and from these nodes.
public final class TurnsOfOtherNodes implements OtherNodes, AutoCloseable {
  private final SharedEvents table;
  private final LeaseTable leases;
  private final NodeMail mail;
  private final Postman postman;
  private final CutOffWatch watch;
  private final String node;
  private final TurnPlaces places;

  public TurnsOfOtherNodes(
      SharedEvents table,
      LeaseTable leases,
      NodeMail mail,
      Postman postman,
      CutOffWatch watch,
      String node,
      TurnPlaces places) {
    this.table = table;
    this.leases = leases;
    this.watch = watch;
    this.mail = mail;
    this.postman = postman;
    this.node = node;
    this.places = places;
  }

  @Override
  public TurnPlaces places() {
    return places;
  }

  @Override
  public void receive(Receiver here) {
    postman.bring(letter -> deliver(letter, here));
  }

  private static void deliver(Letter letter, Receiver here) {
    switch (letter) {
      case Letter.Cancel(var session, var request, var cause) ->
          here.cancel(session, request, cause);
      case Letter.Interject(var session, var request, var message) ->
          here.interject(session, request, message);
      case Letter.Change _, Letter.Changed _ -> {
        // For agents.
      }
    }
  }

  @Override
  public void onCutOff(Consumer<SessionId> then) {
    watch.begin(then);
  }

  @Override
  public void admit(SessionId session, String requestId) {
    List<OpenTurn> open = table.open(session);
    Optional<OpenTurn> own =
        open.stream()
            .filter(turn -> turn.node().equals(node) && turn.requestId().equals(requestId))
            .reduce((_, later) -> later);
    boolean isBusy =
        elsewhere(open).anyMatch(turn -> own.isEmpty() || turn.number() < own.get().number());
    if (isBusy) {
      throw new SessionBusy(session);
    }
  }

  private Stream<OpenTurn> elsewhere(List<OpenTurn> open) {
    return open.stream()
        .filter(turn -> turn.isActive() && !turn.isCutOff() && !turn.node().equals(node));
  }

  @Override
  public List<RunningTurn> running(SessionId session) {
    return elsewhere(table.open(session)).map(OpenTurn::turn).toList();
  }

  @Override
  public boolean cancel(SessionId session, Predicate<String> which, Interruption cause) {
    List<OpenTurn> found =
        elsewhere(table.open(session)).filter(turn -> which.test(turn.requestId())).toList();
    if (!found.isEmpty()) {
      table.deactivate(found.stream().map(OpenTurn::number).toList());
      found.forEach(
          turn -> mail.send(turn.node(), new Letter.Cancel(session, turn.requestId(), cause)));
    }
    return !found.isEmpty();
  }

  @Override
  public boolean interject(SessionId session, String requestId, Message message) {
    Optional<OpenTurn> found =
        elsewhere(table.open(session))
            .filter(turn -> turn.requestId().equals(requestId))
            .findFirst();
    found.ifPresent(
        turn -> mail.send(turn.node(), new Letter.Interject(session, requestId, message)));
    return found.isPresent();
  }

  @Override
  public void cutOff(SessionId session, String server) {
    leases.takeFrom(session, server);
  }

  @Override
  public void close() {
    watch.close();
  }
}
