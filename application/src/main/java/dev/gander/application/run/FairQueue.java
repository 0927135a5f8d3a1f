package dev.gander.application.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Those who wait for a place. Owners take turns, however many of theirs wait; those of one owner
/// come in their order. For one thread at a time.
final class FairQueue<O, T> {
  /// The owner whose turn it is first. Each has somebody who waits.
  private final Deque<O> owners = new ArrayDeque<>();

  private final Map<O, Set<T>> waiting = new LinkedHashMap<>();

  /// Somebody who waits already keeps the place.
  void add(O owner, T one) {
    Set<T> own = waiting.get(owner);
    if (own == null) {
      own = new LinkedHashSet<>();
      waiting.put(owner, own);
      owners.addLast(owner);
    }
    own.add(one);
  }

  /// The next one, who does not wait any longer.
  Optional<T> poll() {
    O owner = owners.pollFirst();
    if (owner == null) {
      return Optional.empty();
    }
    Iterator<T> own = waiting.get(owner).iterator();
    T next = own.next();
    own.remove();
    if (own.hasNext()) {
      owners.addLast(owner);
    } else {
      waiting.remove(owner);
    }
    return Optional.of(next);
  }

  /// Takes one out; the owner's other ones keep their turn.
  void remove(O owner, T one) {
    Set<T> own = waiting.get(owner);
    if (own != null && own.remove(one) && own.isEmpty()) {
      waiting.remove(owner);
      owners.remove(owner);
    }
  }
}
