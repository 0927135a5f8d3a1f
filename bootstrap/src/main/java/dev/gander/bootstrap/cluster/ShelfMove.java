package dev.gander.bootstrap.cluster;

import dev.gander.domain.json.Json;
import java.util.List;
import java.util.Map;

/// Copies what is on one shelf to another, and then compares both.
///
/// @param kind of things, in the plural
/// @param isReplacing whether what the other has otherwise is replaced
record ShelfMove(String kind, Shelf from, Shelf to, boolean isReplacing) {
  MoveOutcome run() {
    Map<String, Json> wanted = from.all();
    Map<String, Json> before = to.all();
    long copied = 0;
    long present = 0;
    for (Map.Entry<String, Json> thing : wanted.entrySet()) {
      Json there = before.get(thing.getKey());
      if (thing.getValue().equals(there)) {
        present++;
      } else if ((there == null || isReplacing) && to.put(thing.getKey(), thing.getValue())) {
        copied++;
      }
    }
    Map<String, Json> after = to.all();
    List<String> kept =
        wanted.entrySet().stream()
            .filter(thing -> !thing.getValue().equals(after.get(thing.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    return new MoveOutcome(kind, copied, present, kept);
  }
}
