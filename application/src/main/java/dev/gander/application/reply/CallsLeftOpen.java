package dev.gander.application.reply;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.turn.TurnLeases.Lease;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Answers the tool calls that a killed server left without an answer. Thread-safe.
public final class CallsLeftOpen {
  private static final System.Logger LOG = System.getLogger(CallsLeftOpen.class.getName());

  private final ConversationStore conversations;
  private final TurnLeases leases;
  private final Clock clock;

  public CallsLeftOpen(ConversationStore conversations, TurnLeases leases, Clock clock) {
    this.conversations = conversations;
    this.leases = leases;
    this.clock = clock;
  }

  /// For a session that someone opens. A turn of this server that is running answers its calls
  /// itself. A store that takes no writes must not keep anybody from reading.
  public void closeUnlessRunning(SessionId id) throws InterruptedException {
    if (OpenCalls.in(conversations.messages(id)).isEmpty()) {
      return;
    }
    Optional<Lease> free = leases.acquire(id, Duration.ZERO);
    if (free.isPresent()) {
      try (Lease lease = free.get()) {
        close(id, lease.fence());
      } catch (StorageException e) {
        LOG.log(Level.WARNING, "session {0}: open calls stay open: {1}", id, e.text());
      }
    }
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
