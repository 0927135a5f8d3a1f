package dev.gander.application.schedule;

import dev.gander.application.turn.TurnInbox;
import dev.gander.application.turn.TurnOutcome;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnStage;
import dev.gander.domain.turn.TurnStanding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the events of a turn that nobody watches, and finds out whether anything went wrong.
final class TurnReport {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final TurnOutcome outcome = new TurnOutcome();
  private final TurnInbox inbox;
  private final Supplier<List<TurnStanding>> standings;
  private final Optional<Duration> patience;
  private final Runnable cancel;
  private @Nullable String impatience;

  /// @param standings of the session's turns
  /// @param patience how long the turn may wait for its user
  /// @param cancel ends the turn
  TurnReport(
      TurnInbox inbox,
      Supplier<List<TurnStanding>> standings,
      Optional<Duration> patience,
      Runnable cancel) {
    this.inbox = inbox;
    this.standings = standings;
    this.patience = patience;
    this.cancel = cancel;
  }

  /// Waits for the end; empty if nothing went wrong.
  Optional<String> problem() throws InterruptedException {
    Duration look = patience.filter(it -> it.compareTo(LONGEST_LOOK) < 0).orElse(LONGEST_LOOK);
    TurnNews news = inbox.next(look);
    while (!(news instanceof TurnNews.Over)) {
      switch (news) {
        case TurnNews.Told(TurnEvent event) -> outcome.note(event);
        case TurnNews.Silence _ -> requireUser();
        case TurnNews.Begun _, TurnNews.Over _ -> {}
      }
      news = inbox.next(look);
    }
    return Optional.ofNullable(impatience).or(outcome::problem);
  }

  private void requireUser() {
    if (patience.isEmpty() || impatience != null) {
      return;
    }
    boolean waitsTooLong =
        standings.get().stream()
            .anyMatch(
                turn ->
                    turn.stage() == TurnStage.AWAITING_USER
                        && turn.lasting().compareTo(patience.get()) > 0);
    if (waitsTooLong) {
      impatience = "Nobody approved a tool call within " + patience.get().toSeconds() + " seconds";
      cancel.run();
    }
  }
}
