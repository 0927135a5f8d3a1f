package dev.gander.adapters.llm.rehearsal.scripted;

import java.util.LinkedHashMap;
import java.util.Map;

/// Counts attempts, so that a script can fail at first. Only the latest few hundred are remembered.
/// Any thread.
final class AttemptCounts {
  private static final int REMEMBERED = 500;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// The number of attempts, including this one.
  synchronized int count(String what) {
    return counts.merge(what, 1, Integer::sum);
  }
}
