package dev.gander.application.engine;

import dev.gander.application.agent.Goals;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import java.util.List;
import java.util.Optional;

/// Lets a turn end only after its goals were checked (1.36 and newer): the goal once after the last
/// tool call, the grind after each answer. The model is reminded by a message that the user does
/// not see. Used for one turn.
final class Reminders {
  private final Goals goals;
  private boolean goalWasChecked;

  Reminders(Goals goals) {
    this.goals = goals;
  }

  /// Tools may have changed something: the goal has to be checked again.
  void toolsRan() {
    goalWasChecked = false;
  }

  /// @return whether the turn continues; if not, the goal is cleared
  boolean goesOn(Dialogue dialogue) {
    Optional<String> goal = goalWasChecked ? Optional.empty() : goals.goal();
    if (goal.isPresent()) {
      goalWasChecked = true;
      remind(
          dialogue,
          "Goal: " + goal.get(),
          "Before finishing, compare what was done with this goal of the user: "
              + goal.get()
              + "\nIf something is missing, do it now. If nothing is, say so in a sentence.");
      return true;
    }
    Optional<String> grind = goals.grind();
    if (grind.isPresent()) {
      remind(
          dialogue,
          "Grind: " + grind.get(),
          "The user wants you to keep working at this: "
              + grind.get()
              + "\nFind what can still be done or done better, and do it.");
      return true;
    }
    goals.changeGoal(null);
    return false;
  }

  private static void remind(Dialogue dialogue, String notice, String reminder) {
    dialogue.commit(
        List.of(
            Message.user(null, dialogue.now(), new Content.Text(reminder))
                .withMetadata(MessageMetadata.AGENT_ONLY)));
    dialogue.notice(new Content.SystemNotification("inlineMessage", notice));
  }
}
