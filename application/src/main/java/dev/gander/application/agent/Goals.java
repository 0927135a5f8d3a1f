package dev.gander.application.agent;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the user wants to achieve before a turn ends. A goal is checked once before the end, a
/// grind for as long as the turn may continue. Lost when the agent is evicted from memory.
/// Thread-safe.
public final class Goals {
  private @Nullable String goal;
  private @Nullable String grind;

  public synchronized Optional<String> goal() {
    return Optional.ofNullable(goal);
  }

  public synchronized Optional<String> grind() {
    return Optional.ofNullable(grind);
  }

  /// @param changed null for none
  public synchronized void changeGoal(@Nullable String changed) {
    goal = changed;
  }

  /// @param changed null for none
  public synchronized void changeGrind(@Nullable String changed) {
    grind = changed;
  }
}
