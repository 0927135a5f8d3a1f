package dev.gander.application.reply;

import dev.gander.application.command.CommandResult;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import java.time.Clock;
import java.util.List;

/// Tells the user what has become of a message that may be a command.
record CommandResults(Clock clock) {
  /// Stores and shows the result of a command or message.
  ///
  /// @return whether the model has to answer it
  boolean tell(Message asked, CommandResult result, List<Message> conversation, TurnOutput output) {
    switch (result) {
      case CommandResult.Ordinary _ -> {
        conversation.addAll(output.store(List.of(asked)));
        return true;
      }
      case CommandResult.Told(String text) -> keep(asked, note(text), output);
      case CommandResult.Failed(String text) ->
          output.show(note(text).withMetadata(MessageMetadata.USER_ONLY));
      case CommandResult.Spoken(List<Message> messages) -> {
        conversation.addAll(output.store(messages));
        Message last = messages.getLast();
        if (last.role() == Role.USER) {
          return true;
        }
        output.show(asked);
        output.show(last);
      }
    }
    return false;
  }

  private Message note(String text) {
    return Message.assistant(null, clock.instant().getEpochSecond(), new Content.Text(text));
  }

  /// Answers a command without the model, which sees neither the command nor the answer.
  private static void keep(Message asked, Message answer, TurnOutput output) {
    output.store(
        List.of(
            asked.withMetadata(MessageMetadata.USER_ONLY),
            answer.withMetadata(MessageMetadata.USER_ONLY)));
    output.show(asked);
    output.show(answer);
  }
}
