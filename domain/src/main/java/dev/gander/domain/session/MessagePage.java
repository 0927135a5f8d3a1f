package dev.gander.domain.session;

import dev.gander.domain.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some messages of a session that were stored one after the other, in their order.
///
/// @param before the place before which there are older messages; null if there are none
/// @param after the place after which later messages are, or will be
public record MessagePage(List<Message> messages, @Nullable Long before, long after) {
  public MessagePage {
    messages = List.copyOf(messages);
  }
}
