package dev.gander.application.api.run;

import dev.gander.application.run.Runs;
import dev.gander.domain.access.Caller;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Hands work over.
public final class StartRun {
  private final Runs runs;

  public StartRun(Runs runs) {
    this.runs = runs;
  }

  /// Accepts a run and waits for its end, at most for `patience`, which may be 0. It goes on
  /// however long its caller waits.
  ///
  /// @param idempotencyKey null for none
  /// @return the new run, or the one that the caller has started with this key before
  /// @throws dev.gander.domain.error.InvalidInput if the request cannot be carried out
  /// @throws dev.gander.domain.error.NotFound if there is no such recipe or session
  /// @throws dev.gander.domain.run.RunKeyReused if the key was used for another request
  /// @throws dev.gander.domain.error.Unavailable while the server is stopping
  public Run start(
      Caller caller, RunRequest request, @Nullable String idempotencyKey, Duration patience)
      throws InterruptedException {
    Run run = runs.submit(caller.key(), request, idempotencyKey);
    return patience.isZero() || run.state().isEnd() ? run : runs.await(run.id(), patience);
  }
}
