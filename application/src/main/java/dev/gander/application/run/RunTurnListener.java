package dev.gander.application.run;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.run.RunQuestion;
import dev.gander.domain.run.RunState;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.TurnEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Notes what a run's turn asks and whether it waits, and ends one that waits for too long. For one
/// thread.
public final class RunTurnListener implements UnwatchedTurn.Listener {
  private final Optional<Duration> patience;
  private final Consumer<RunState> stands;
  private final Clock clock;
  private final List<RunQuestion> asked = new ArrayList<>();
  private boolean waits;

  /// @param patience how long the turn may wait for its user; empty for ever
  /// @param stands told when it begins to wait or goes on
  public RunTurnListener(Optional<Duration> patience, Consumer<RunState> stands, Clock clock) {
    this.patience = patience;
    this.stands = stands;
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

  /// Notes a question that an earlier server has asked.
  void wasAsked(AskedQuestion question) {
    RunQuestion.of(question.about(), question.since()).ifPresent(asked::add);
  }

  @Override
  public Optional<String> waits(Optional<Duration> waiting) {
    if (waits != waiting.isPresent()) {
      waits = waiting.isPresent();
      stands.accept(waits ? RunState.WAITING : RunState.RUNNING);
    }
    return patience
        .filter(longest -> waiting.filter(it -> it.compareTo(longest) > 0).isPresent())
        .map(longest -> "Nobody approved a tool call within " + longest.toSeconds() + " seconds");
  }

  public List<RunQuestion> asked() {
    return List.copyOf(asked);
  }
}
