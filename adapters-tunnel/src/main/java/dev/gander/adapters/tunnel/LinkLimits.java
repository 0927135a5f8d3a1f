package dev.gander.adapters.tunnel;

import java.time.Duration;

/// How long a link waits, and how much it takes.
///
/// @param connect for a connection
/// @param idle for a sign of life, before the connection counts as dead; it is asked for one four
///   times in that time
/// @param firstPause before the first new attempt; each further pause is twice as long
/// @param longestPause between two attempts
/// @param longestMessage in bytes; a longer one is left out
record LinkLimits(
    Duration connect,
    Duration idle,
    Duration firstPause,
    Duration longestPause,
    int longestMessage) {
  static final LinkLimits USUAL =
      new LinkLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          // The longest body that the server takes, with room for its escapes and the rest.
          72 << 20);

  Duration pauseAfter(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longestPause) < 0 ? twice : longestPause;
  }
}
