package dev.gander.application.turn;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What comes of a turn that nobody watches, read from its events in their order. For one thread.
public final class TurnOutcome {
  private final Set<String> answers = new HashSet<>();
  private final StringBuilder words = new StringBuilder();
  private @Nullable String speaking;
  private @Nullable String problem;
  private @Nullable Ending ending;

  public void note(TurnEvent event) {
    switch (event) {
      case TurnEvent.Failed(_, String text) -> problem = text;
      case TurnEvent.MessageArrived(Message message, _) -> note(message);
      case TurnEvent.Notification _,
          TurnEvent.Worked _,
          TurnEvent.ConversationReplaced _,
          TurnEvent.ModelChanged _ -> {}
      case TurnEvent.Finished(_, _, Ending how) -> ending = how;
    }
  }

  /// What the program itself says, without storing it, is that it cannot go on. After anything else
  /// it could.
  private void note(Message message) {
    String id = message.id();
    if (id == null) {
      message.content().forEach(this::noteRemark);
      return;
    }
    problem = null;
    if (message.role() == Role.ASSISTANT) {
      answers.add(id);
      message.content().forEach(content -> noteWords(id, content));
    }
  }

  private void noteRemark(Content content) {
    switch (content) {
      case Content.Text text -> problem = text.text();
      case Content.SystemNotification notice
          when notice.notificationType().equals("creditsExhausted") ->
          problem = notice.msg();
      case Content _ -> {}
    }
  }

  private void noteWords(String id, Content content) {
    if (content instanceof Content.Text text) {
      if (!id.equals(speaking)) {
        words.setLength(0);
        speaking = id;
      }
      words.append(text.text());
    }
  }

  /// What went wrong; empty if nothing did.
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /// Which limit has ended the turn; empty if none has.
  public Optional<String> limit() {
    return switch (ending) {
      case AT_ROUND_LIMIT -> Optional.of("The model was asked as often as it may be");
      case BUDGET_SPENT -> Optional.of(Objects.requireNonNullElse(problem, "A budget is spent"));
      case DONE, CANCELLED, AT_OUTPUT_LIMIT -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  /// The text of the last message of the model that had one; blank if none had.
  public String lastWords() {
    return words.toString();
  }

  /// How many times the model has answered.
  public int answers() {
    return answers.size();
  }
}
