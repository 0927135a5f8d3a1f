package dev.gander.bootstrap.cluster;

import java.util.List;

/// What came of moving things of one kind.
///
/// @param kind in the plural
/// @param copied how many were stored at the destination, or removed there
/// @param present how many were there already
/// @param kept names of those that the destination has otherwise, and kept
record MoveOutcome(String kind, long copied, long present, List<String> kept) {
  private static final int MOST_NAMED = 20;

  MoveOutcome {
    kept = List.copyOf(kept);
  }

  boolean isNothing() {
    return copied == 0 && present == 0 && kept.isEmpty();
  }

  /// A line for people.
  String text() {
    return kept.isEmpty()
        ? "%s: copied %d, %d were there already".formatted(kind, copied, present)
        : "%s: copied %d, %d were there already, %d stay as they are there: %s%s"
            .formatted(
                kind,
                copied,
                present,
                kept.size(),
                String.join(", ", kept.subList(0, Math.min(MOST_NAMED, kept.size()))),
                kept.size() > MOST_NAMED ? ", …" : "");
  }
}
