package dev.gander.domain.extension;

import dev.gander.domain.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request to the session's model outside the conversation.
///
/// @param system the system prompt; null for a generic one
/// @param messages with text and image blocks only
public record SamplingRequest(@Nullable String system, List<Message> messages) {
  public SamplingRequest {
    messages = List.copyOf(messages);
  }
}
