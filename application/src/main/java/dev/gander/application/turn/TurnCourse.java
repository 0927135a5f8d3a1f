package dev.gander.application.turn;

import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a turn has gone, in one word, for those who measure. Events come from one thread, and the
/// end is told after the last.
final class TurnCourse {
  private volatile boolean hasProblem;
  private volatile @Nullable String failure;
  private volatile @Nullable Ending ending;

  void note(TurnEvent event) {
    switch (event) {
      case TurnEvent.Failed(var reason, _) -> failure = reason.name().toLowerCase(Locale.ROOT);
      // What the program itself says, without storing it, is that it cannot go on.
      case TurnEvent.MessageArrived(var message, _) -> hasProblem = message.id() == null;
      case TurnEvent.Finished(_, _, Ending how) -> ending = how;
      case TurnEvent.Notification _,
          TurnEvent.Worked _,
          TurnEvent.ConversationReplaced _,
          TurnEvent.ModelChanged _ -> {}
    }
  }

  void tell(Observed observed) {
    observed.end(outcome(), error());
  }

  private String outcome() {
    Ending how = ending;
    boolean isDone = how == null || how == Ending.DONE;
    return isDone && error().isPresent()
        ? "failed"
        : how == null ? "broken" : how.name().toLowerCase(Locale.ROOT);
  }

  private Optional<String> error() {
    return Optional.ofNullable(failure)
        .or(() -> hasProblem ? Optional.of("model") : Optional.empty());
  }
}
