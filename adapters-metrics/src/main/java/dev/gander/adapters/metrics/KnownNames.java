package dev.gander.adapters.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The values of a label. Models and users choose some of them, and each costs memory here and in
/// whatever reads the measures: those beyond a number are one. Thread-safe.
final class KnownNames {
  static final String OTHER = "other";
  private static final int LONGEST = 120;

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  KnownNames(int most) {
    this.most = most;
  }

  String of(String name) {
    if (name.length() > LONGEST) {
      return OTHER;
    }
    // Two threads at the same time may each add one too many, which does no harm.
    boolean isKnown = known.contains(name) || (known.size() < most && known.add(name));
    return isKnown ? name : OTHER;
  }
}
