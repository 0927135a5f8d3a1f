package dev.gander.adapters.local.download;

import java.time.Duration;

/// When a download waits, and when it gives up.
///
/// @param firstPause before the first retry; each further one is twice as long
/// @param longestPause between two attempts, unless the server asks for more
/// @param attempts in a row that may fail
/// @param window in which a server must send something worth waiting for
/// @param leastInWindow bytes: a server that sends fewer is asked again
/// @param filesAtOnce of one download
record Limits(
    Duration firstPause,
    Duration longestPause,
    int attempts,
    Duration window,
    long leastInWindow,
    int filesAtOnce) {
  static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(2), Duration.ofSeconds(60), 11, Duration.ofSeconds(60), 30_000, 4);

  /// The pause before an attempt, by how many have failed.
  Duration pause(int failed) {
    Duration pause = firstPause;
    for (int i = 1; i < failed && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
