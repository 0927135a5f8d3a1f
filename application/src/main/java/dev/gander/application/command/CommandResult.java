package dev.gander.application.command;

import dev.gander.domain.message.Message;
import java.util.List;

/// The result of interpreting a message that may be a command.
public sealed interface CommandResult {
  /// Not a command: the model answers it.
  record Ordinary() implements CommandResult {}

  /// A text for the user; the model sees neither it nor the command.
  record Told(String text) implements CommandResult {}

  /// The command failed; nothing is stored, not even the command.
  record Failed(String text) implements CommandResult {}

  /// Messages that replace the command; the model answers if the last is the user's.
  record Spoken(List<Message> messages) implements CommandResult {}
}
