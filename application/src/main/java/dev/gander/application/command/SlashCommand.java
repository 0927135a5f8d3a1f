package dev.gander.application.command;

import dev.gander.domain.message.Message;
import java.util.Optional;

/// A message such as `/goal be kind`.
///
/// @param name the text between the slash and the first blank; other white space is part of it
/// @param rest the remaining text, stripped
record SlashCommand(String name, String rest) {

  /// Empty if the message is not in this form. Does not check whether the command exists.
  static Optional<SlashCommand> in(Message message) {
    if (!message.begins("/")) {
      return Optional.empty();
    }
    String text = message.text().strip();
    int blank = text.indexOf(' ');
    return Optional.of(
        blank < 0
            ? new SlashCommand(text.substring(1), "")
            : new SlashCommand(text.substring(1, blank), text.substring(blank).strip()));
  }
}
