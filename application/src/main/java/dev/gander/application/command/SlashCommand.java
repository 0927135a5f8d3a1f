package dev.gander.application.command;

import dev.gander.domain.message.Message;
import java.util.Optional;

/// A message such as `/goal be kind`.
///
/// @param name what stands between the slash and the first blank; other white space belongs to it
/// @param rest what follows, without white space around it
record SlashCommand(String name, String rest) {

  /// Empty if the message is none. Whether there is such a command is another question.
  static Optional<SlashCommand> in(Message message) {
    String text = message.text().strip();
    if (!text.startsWith("/")) {
      return Optional.empty();
    }
    int blank = text.indexOf(' ');
    return Optional.of(
        blank < 0
            ? new SlashCommand(text.substring(1), "")
            : new SlashCommand(text.substring(1, blank), text.substring(blank).strip()));
  }
}
