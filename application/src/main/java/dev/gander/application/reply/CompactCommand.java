package dev.gander.application.reply;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import java.time.Clock;
import java.util.List;

/// The command `/compact`: compacts the conversation. A failure leaves no trace, not even of the
/// command.
final class CompactCommand {
  private static final String COMMAND = "/compact";
  private static final List<String> WORDS =
      List.of(COMMAND, "/summarize", "Please compact this conversation");

  private final Clock clock;

  CompactCommand(Clock clock) {
    this.clock = clock;
  }

  /// Whether the message is this command; text after `/compact` and a blank is ignored.
  boolean isAsked(Message message) {
    return message.begins(COMMAND + " ")
        || (WORDS.stream().anyMatch(message::begins) && WORDS.contains(message.text().strip()));
  }

  void run(TurnEngine engine, TurnEngine.Start start, Message asked) throws InterruptedException {
    TurnOutput output = start.output();
    try {
      engine.compact(start);
    } catch (ProviderException e) {
      output.show(answer(new Content.Text("The conversation was not compacted: " + e.display())));
      return;
    }
    Message answer = answer(new Content.SystemNotification("inlineMessage", "Compaction complete"));
    output.store(List.of(asked.withMetadata(MessageMetadata.USER_ONLY), answer));
    output.show(asked);
    output.show(answer);
    if (WORDS.contains(asked.text().strip())) {
      output.showConversation();
    }
  }

  private Message answer(Content content) {
    return Message.assistant(null, clock.instant().getEpochSecond(), content)
        .withMetadata(MessageMetadata.USER_ONLY);
  }
}
