package dev.gander.application.run;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.run.RunQuestion;
import dev.gander.domain.turn.TurnEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Notes what a run's turn asks, and whether it waits. For one thread.
final class RunTurnListener implements UnwatchedTurn.Listener {
  private final RunProgress progress;
  private final Clock clock;
  private final List<RunQuestion> asked = new ArrayList<>();
  private boolean waits;

  RunTurnListener(RunProgress progress, Clock clock) {
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public void told(TurnEvent event) {
    if (event instanceof TurnEvent.MessageArrived(Message message, _)) {
      message.content().forEach(this::note);
    }
  }

  private void note(Content content) {
    if (content instanceof Content.ActionRequired(var action)) {
      RunQuestion.of(action, clock.instant()).ifPresent(asked::add);
    }
  }

  @Override
  public Optional<String> waits(Optional<Duration> waiting) {
    if (waits != waiting.isPresent()) {
      waits = waiting.isPresent();
      progress.waits(waits);
    }
    return Optional.empty();
  }

  List<RunQuestion> asked() {
    return asked;
  }
}
