package dev.gander.adapters.local.download;

import dev.gander.adapters.local.hub.HubFailure;
import java.time.Duration;

/// Decides after each failed attempt whether there is another one, and waits for it.
final class FailedAttempts {
  private final Limits limits;
  private int failed;

  FailedAttempts(Limits limits) {
    this.limits = limits;
  }

  /// Returns when it is time for the next attempt.
  ///
  /// @param useful whether the attempt was worth it in spite of its failure, so that those before
  ///   it no longer count
  /// @throws HubFailure the same, if there is no next attempt
  void after(HubFailure failure, boolean useful) throws HubFailure, InterruptedException {
    failed = useful ? 1 : failed + 1;
    if (!failure.isPassing() || failed >= limits.attempts()) {
      throw failure;
    }
    Duration pause = limits.pause(failed);
    Duration asked = failure.minimumWait();
    Thread.sleep(pause.compareTo(asked) < 0 ? asked : pause);
  }
}
