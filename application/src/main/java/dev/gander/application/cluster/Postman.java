package dev.gander.application.cluster;

import dev.gander.domain.cluster.NodeMail;
import dev.gander.domain.cluster.NodeMail.Letter;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings this node's letters to whoever works on them.
public final class Postman implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Postman.class.getName());

  private final NodeMail mail;
  private final List<Consumer<Letter>> receivers = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private @Nullable Thread round;

  public Postman(NodeMail mail) {
    this.mail = mail;
  }

  /// From now on, `receiver` is shown each letter; it must be quick.
  synchronized void bring(Consumer<Letter> receiver) {
    receivers.add(receiver);
    if (round == null) {
      round = Thread.ofPlatform().name("node-mail").daemon().start(this::deliver);
      mail.onMail(arrived::release);
    }
  }

  private void deliver() {
    try {
      while (true) {
        arrived.acquire();
        arrived.drainPermits();
        taken().forEach(letter -> receivers.forEach(receiver -> receiver.accept(letter)));
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

  @Override
  public synchronized void close() {
    if (round != null) {
      round.interrupt();
    }
  }
}
