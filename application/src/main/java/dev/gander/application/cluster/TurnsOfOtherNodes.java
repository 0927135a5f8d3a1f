package dev.gander.application.cluster;

import dev.gander.application.turn.OtherNodes;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.NodeMail.Letter;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.OpenTurn;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionBusy;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of other nodes' turns from the common table, and letters to and from these nodes.
public final class TurnsOfOtherNodes implements OtherNodes, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TurnsOfOtherNodes.class.getName());

  private final SharedEvents table;
  private final NodeMail mail;
  private final CutOffWatch watch;
  private final String node;
  private final TurnPlaces places;
  private final Semaphore arrived = new Semaphore(0);
  private volatile @Nullable Thread postman;

  public TurnsOfOtherNodes(
      SharedEvents table, NodeMail mail, CutOffWatch watch, String node, TurnPlaces places) {
    this.table = table;
    this.watch = watch;
    this.mail = mail;
    this.node = node;
    this.places = places;
  }

  @Override
  public TurnPlaces places() {
    return places;
  }

  @Override
  public void receive(Receiver here) {
    postman = Thread.ofPlatform().name("node-mail").daemon().start(() -> deliver(here));
    mail.onMail(arrived::release);
  }

  private void deliver(Receiver here) {
    try {
      while (true) {
        arrived.acquire();
        arrived.drainPermits();
        taken().forEach(letter -> deliver(letter, here));
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  /// What cannot be taken now stays, and comes with the next signal, at the latest when the
  /// connection is back.
  private List<Letter> taken() {
    try {
      return mail.take();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "letters to this node wait: {0}", e.text());
      return List.of();
    }
  }

  private static void deliver(Letter letter, Receiver here) {
    switch (letter) {
      case Letter.Cancel(var session, var request, var cause) ->
          here.cancel(session, request, cause);
      case Letter.Interject(var session, var request, var message) ->
          here.interject(session, request, message);
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
  public void close() {
    watch.close();
    Thread started = postman;
    if (started != null) {
      started.interrupt();
    }
  }
}
