package dev.gander.application.reply;

import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import java.time.Clock;
import java.util.List;

/// Answers the tool calls that a killed server left without an answer. Thread-safe.
final class CallsLeftOpen {
  private final ConversationStore conversations;
  private final Clock clock;

  CallsLeftOpen(ConversationStore conversations, Clock clock) {
    this.conversations = conversations;
    this.clock = clock;
  }

  /// For the holder of the session's lease.
  ///
  /// @return the conversation after that
  List<Message> close(SessionId id, Fence fence) {
    List<Message> stored = conversations.messages(id);
    List<OpenCalls> open = OpenCalls.in(stored);
    for (OpenCalls calls : open) {
      Message answer = calls.closedBy(Interruption.SUDDEN_END, clock.instant().getEpochSecond());
      conversations.answer(id, String.valueOf(calls.asked().id()), answer, fence);
    }
    return open.isEmpty() ? stored : conversations.messages(id);
  }
}
