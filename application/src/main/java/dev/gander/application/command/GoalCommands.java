package dev.gander.application.command;

import dev.gander.application.agent.Goals;
import java.util.Optional;
import java.util.Set;

/// The commands `/goal` and `/grind` (1.36 and newer): with a text they set it, with `off` they
/// clear it, alone they show it.
final class GoalCommands {
  private static final Set<String> NO_GOAL = Set.of("off", "clear", "none");
  private static final Set<String> NO_GRIND = Set.of("off", "clear");

  private GoalCommands() {}

  /// Executes the command.
  ///
  /// @return the text for the user; empty if it is another command
  static Optional<String> answer(SlashCommand command, Goals goals) {
    return switch (command.name()) {
      case "goal" -> Optional.of(goal(command.rest(), goals));
      case "grind" -> Optional.of(grind(command.rest(), goals));
      default -> Optional.empty();
    };
  }

  private static String goal(String wanted, Goals goals) {
    if (wanted.isEmpty()) {
      return goals
          .goal()
          .map(goal -> "Current goal: " + goal)
          .orElse("No goal is set. Set one with `/goal` and what is to be reached.");
    }
    if (NO_GOAL.contains(wanted)) {
      goals.changeGoal(null);
      return "Goal cleared.";
    }
    goals.changeGoal(wanted);
    return "Goal set: "
        + wanted
        + "\n\nBefore your next message is answered for good, the agent looks whether this is"
        + " reached.";
  }

  private static String grind(String wanted, Goals goals) {
    if (wanted.isEmpty()) {
      return goals
          .grind()
          .map(grind -> "Current grind goal: " + grind)
          .orElse("No grind goal is set. Set one with `/grind` and what is to be worked at.");
    }
    if (NO_GRIND.contains(wanted)) {
      goals.changeGrind(null);
      return "Grind goal cleared.";
    }
    goals.changeGrind(wanted);
    return "Grind goal set: "
        + wanted
        + "\n\nWith your next message the agent works at this until its rounds are used up or you"
        + " stop it.";
  }
}
