package dev.gander.provider.kit.wire;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import java.util.function.Predicate;

/// The thoughts in messages that are sent back to a service.
public final class Thoughts {
  private Thoughts() {}

  /// Whether a block is a thought, readable or encrypted.
  public static boolean isThought(Content block) {
    return block instanceof Content.Thinking || block instanceof Content.RedactedThinking;
  }

  /// The message without thoughts; the message itself if it has none.
  public static Message without(Message message) {
    return without(message, Thoughts::isThought);
  }

  /// The message without unsigned thoughts; the message itself if it has none. Claude accepts only
  /// signed ones.
  public static Message withoutUnsigned(Message message) {
    return without(
        message,
        block -> block instanceof Content.Thinking thought && thought.signature().isEmpty());
  }

  private static Message without(Message message, Predicate<Content> unwanted) {
    // A loop, since it checks every message of a conversation and few have thoughts.
    for (Content block : message.content()) {
      if (unwanted.test(block)) {
        return message.withContent(message.content().stream().filter(unwanted.negate()).toList());
      }
    }
    return message;
  }
}
