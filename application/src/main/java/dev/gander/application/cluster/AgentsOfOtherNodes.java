package dev.gander.application.cluster;

import dev.gander.application.agent.OtherAgents;
import dev.gander.domain.cluster.ChangeOutcome;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.NodeMail.Letter;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.OpenTurn;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Changes of extensions by letters: one to the node that runs the session's turn, one back.
public final class AgentsOfOtherNodes implements OtherAgents {
  private static final System.Logger LOG = System.getLogger(AgentsOfOtherNodes.class.getName());

  /// Between two looks whether the other node still lives.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final ChangeOutcome BROKEN_OFF =
      new ChangeOutcome(
          ChangeOutcome.Kind.OTHER, "The server that runs the session's turn broke off the change");

  private final SharedEvents turns;
  private final NodeMail mail;
  private final Postman postman;
  private final String node;
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, BlockingQueue<ChangeOutcome>> awaited = new ConcurrentHashMap<>();

  /// @param node the name of this one
  public AgentsOfOtherNodes(SharedEvents turns, NodeMail mail, Postman postman, String node) {
    this.turns = turns;
    this.mail = mail;
    this.postman = postman;
    this.node = node;
  }

  @Override
  public void receive(Receiver here) {
    postman.bring(
        letter -> {
          switch (letter) {
            case Letter.Change change -> Thread.ofVirtual().start(() -> make(change, here));
            case Letter.Changed(var number, var outcome) -> hear(number, outcome);
            case Letter.Cancel _, Letter.Interject _ -> {
              // For turns.
            }
          }
        });
  }

  private void hear(long number, ChangeOutcome outcome) {
    BlockingQueue<ChangeOutcome> waiting = awaited.get(number);
    if (waiting != null) {
      waiting.add(outcome);
    }
  }

  /// Whatever happens, the other node must not wait for ever.
  private void make(Letter.Change letter, Receiver here) {
    ChangeOutcome outcome = BROKEN_OFF;
    try {
      outcome = here.change(letter.session(), letter.change());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      tell(letter, outcome);
    }
  }

  private void tell(Letter.Change letter, ChangeOutcome outcome) {
    try {
      var _ = mail.send(letter.from(), new Letter.Changed(letter.number(), outcome));
    } catch (StorageException e) {
      LOG.log(
          Level.WARNING,
          "session {0}: another server waits in vain for a change of its extensions: {1}",
          letter.session(),
          e.text());
    }
  }

  @Override
  public Optional<ChangeOutcome> change(SessionId session, ExtensionChange change)
      throws InterruptedException {
    Optional<String> other =
        turns.open(session).stream()
            .filter(turn -> turn.isActive() && !turn.isCutOff())
            .findFirst()
            .map(OpenTurn::node)
            .filter(it -> !it.equals(node));
    return other.isEmpty() ? Optional.empty() : ask(other.get(), session, change);
  }

  private Optional<ChangeOutcome> ask(String other, SessionId session, ExtensionChange change)
      throws InterruptedException {
    BlockingQueue<ChangeOutcome> outcomes = new LinkedBlockingQueue<>();
    long number = last.incrementAndGet();
    awaited.put(number, outcomes);
    long letter = mail.send(other, new Letter.Change(session, node, number, change));
    Optional<ChangeOutcome> outcome = Optional.empty();
    try {
      boolean isAlive = true;
      while (outcome.isEmpty() && isAlive) {
        outcome = Optional.ofNullable(outcomes.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        isAlive = outcome.isPresent() || isAlive(other);
      }
      return outcome;
    } finally {
      awaited.remove(number);
      if (outcome.isEmpty()) {
        mail.takeBack(letter);
      }
    }
  }

  /// A database that is away is waited for.
  private boolean isAlive(String other) {
    try {
      return mail.isAlive(other);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "it is not known whether another server lives: {0}", e.text());
      return true;
    }
  }
}
