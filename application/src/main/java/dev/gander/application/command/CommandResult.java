package dev.gander.application.command;

import dev.gander.domain.message.Message;
import java.util.List;

/// What a message that may be a command comes to.
public sealed interface CommandResult {
  /// It is no command: the model answers it.
  record Ordinary() implements CommandResult {}

  /// The user is told something; the model sees neither that nor the command.
  record Told(String text) implements CommandResult {}

  /// It could not be done; nothing is stored, not even the command.
  record Failed(String text) implements CommandResult {}

  /// These are said in its place, and the model answers if the last is the user's.
  record Spoken(List<Message> messages) implements CommandResult {}
}
