package dev.gander.application.run;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/// Who waits for a place, and who has one. A run that waits for a person needs none, and takes one
/// again when it goes on, even if that is one too many. Thread-safe.
final class RunPlaces {
  private final IntSupplier places;
  private final Predicate<RunId> isOurs;
  private final FairQueue<KeyId, RunId> queue = new FairQueue<>();
  private final Map<RunId, StoppableWork> active = new HashMap<>();
  private final Set<RunId> waiting = new HashSet<>();
  private boolean closed;

  /// A run that has got a place.
  record Seated(RunId id, StoppableWork work) {}

  /// @param places how many there are, which may change
  /// @param isOurs whether no other server has taken a run over
  RunPlaces(IntSupplier places, Predicate<RunId> isOurs) {
    this.places = places;
    this.isOurs = isOurs;
  }

  synchronized void queue(Run run) {
    if (!active.containsKey(run.id())) {
      queue.add(run.owner(), run.id());
    }
  }

  /// Gives the free places to those whose turn it is.
  List<Seated> seat() {
    int most = places.getAsInt();
    synchronized (this) {
      List<Seated> seated = new ArrayList<>();
      while (!closed && active.size() - waiting.size() < most) {
        Optional<RunId> next = queue.poll();
        if (next.isEmpty()) {
          break;
        }
        seated.add(seated(next.get()));
      }
      return seated;
    }
  }

  /// For a run that waits for a person since before this server. Empty if it is known already.
  synchronized Optional<Seated> resume(RunId id) {
    if (closed || active.containsKey(id)) {
      return Optional.empty();
    }
    waiting.add(id);
    return Optional.of(seated(id));
  }

  private Seated seated(RunId id) {
    StoppableWork work = new StoppableWork(() -> isOurs.test(id));
    active.put(id, work);
    return new Seated(id, work);
  }

  synchronized void waits(RunId id, boolean forPerson) {
    if (forPerson && active.containsKey(id)) {
      waiting.add(id);
    } else {
      waiting.remove(id);
    }
  }

  synchronized void leave(RunId id) {
    active.remove(id);
    waiting.remove(id);
  }

  synchronized int queued() {
    return queue.size();
  }

  /// It does not wait any longer.
  synchronized void withdraw(Run run) {
    queue.remove(run.owner(), run.id());
  }

  synchronized Optional<StoppableWork> work(RunId id) {
    return Optional.ofNullable(active.get(id));
  }

  synchronized List<RunId> active() {
    return List.copyOf(active.keySet());
  }

  /// Nobody gets a place any more.
  synchronized void close() {
    closed = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
