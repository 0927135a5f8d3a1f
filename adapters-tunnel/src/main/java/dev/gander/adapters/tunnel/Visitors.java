package dev.gander.adapters.tunnel;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// The requests over one connection that are not answered yet. They end with it.
///
/// The protocol has no word for a visitor who leaves: the streams of those who did are ended,
/// oldest first, when others need their place.
final class Visitors implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Visitors.class.getName());
  private static final int MOST = 64;
  private static final int LONG_ANSWERS = 1;

  /// In characters, of all bodies that wait for the server.
  private static final long MOST_IN_BODIES = 128 << 20;

  private final ServerDoor door;
  private final RelaySocket socket;
  private final Semaphore longAnswers = new Semaphore(LONG_ANSWERS);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Present> present = new LinkedHashMap<>();

  private record Present(Visit visit, Thread thread) {}

  Visitors(ServerDoor door, RelaySocket socket) {
    this.door = door;
    this.socket = socket;
  }

  /// Begins to answer. Waits for nothing but the network, when there are too many.
  void welcome(VisitorRequest request) {
    Visit visit = new Visit(request, door, socket, longAnswers);
    Thread thread = Thread.ofVirtual().name("visitor").unstarted(() -> run(visit));
    lock.lock();
    try {
      if (present.containsKey(request.id())) {
        LOG.log(Level.DEBUG, "the relay sent a request twice");
        return;
      }
      if (hasRoom(request)) {
        present.put(request.id(), new Present(visit, thread));
        thread.start();
        return;
      }
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().start(() -> turnAway(request));
  }

  private boolean hasRoom(VisitorRequest request) {
    long bodies = request.body().length();
    for (Present each : present.values()) {
      bodies += each.visit().request().body().length();
    }
    return bodies <= MOST_IN_BODIES && (present.size() < MOST || endOldestStream());
  }

  private boolean endOldestStream() {
    Iterator<Present> all = present.values().iterator();
    while (all.hasNext()) {
      Present each = all.next();
      if (each.visit().isStream()) {
        each.thread().interrupt();
        all.remove();
        return true;
      }
    }
    return false;
  }

  private void run(Visit visit) {
    try {
      visit.run();
    } catch (InterruptedException _) {
      // Nobody waits for the answer.
    } finally {
      leave(visit);
    }
  }

  /// The id may be another one's by now.
  private void leave(Visit visit) {
    lock.lock();
    try {
      present.values().removeIf(each -> each.visit() == visit);
    } finally {
      lock.unlock();
    }
  }

  private void turnAway(VisitorRequest request) {
    try {
      AnswerFrames.refuse(request.id(), socket, 503, "Too many requests over the tunnel");
    } catch (RelayGone e) {
      LOG.log(Level.DEBUG, "a visitor is not turned away: {0}", e.reason());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      present.values().forEach(each -> each.thread().interrupt());
    } finally {
      lock.unlock();
    }
  }
}
