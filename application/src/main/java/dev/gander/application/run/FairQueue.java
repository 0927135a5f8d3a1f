package dev.gander.application.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Those who wait for a place. Owners take turns, however many of theirs wait; those of one owner
/// come in their order. For one thread at a time.
final class FairQueue<O, T> {
  /// In the order of their turns. Each owner has somebody who waits.
  private final SequencedMap<O, SequencedSet<T>> waiting = new LinkedHashMap<>();

  /// Somebody who waits already keeps the place.
  void add(O owner, T one) {
    waiting.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(one);
  }

  /// The next one, who does not wait any longer.
  Optional<T> poll() {
    Map.Entry<O, SequencedSet<T>> first = waiting.pollFirstEntry();
    if (first == null) {
      return Optional.empty();
    }
    T next = first.getValue().removeFirst();
    if (!first.getValue().isEmpty()) {
      waiting.putLast(first.getKey(), first.getValue());
    }
    return Optional.of(next);
  }

  int size() {
    return waiting.values().stream().mapToInt(Collection::size).sum();
  }

  /// Takes one out; the owner's other ones keep their turn.
  void remove(O owner, T one) {
    waiting.computeIfPresent(
        owner,
        (_, own) -> {
          own.remove(one);
          return own.isEmpty() ? null : own;
        });
  }
}
