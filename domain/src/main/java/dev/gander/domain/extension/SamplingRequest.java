package dev.gander.domain.extension;

import dev.gander.domain.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question to the session's model beside the conversation.
///
/// @param system null for a general one
/// @param messages of texts and images
public record SamplingRequest(@Nullable String system, List<Message> messages) {
  public SamplingRequest {
    messages = List.copyOf(messages);
  }
}
