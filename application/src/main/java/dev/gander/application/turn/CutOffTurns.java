package dev.gander.application.turn;

import dev.gander.application.reply.ReplyToMessage;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.turn.TurnLeases.Lease;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Ends the turns that the death of a server has cut off, in their session's events. A client that
/// follows where it was gets the conversation as it is stored, since events may have been lost on
/// their way into the journal, then the reason, then the end. Thread-safe.
final class CutOffTurns {
  private static final System.Logger LOG = System.getLogger(CutOffTurns.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A longer conversation is not told as an event: clients are asked to read it.
  private static final int MOST_TOLD = 1000;

  private final ConversationStore conversations;
  private final TurnLeases leases;
  private final SessionEventLog log;
  private final ReplyToMessage replies;

  CutOffTurns(
      ConversationStore conversations,
      TurnLeases leases,
      SessionEventLog log,
      ReplyToMessage replies) {
    this.conversations = conversations;
    this.leases = leases;
    this.log = log;
    this.replies = replies;
  }

  /// Call before a session's events are read or written.
  void end(Session session) {
    if (log.cutOff(session.id()).isEmpty()) {
      return;
    }
    try {
      Optional<Lease> free = leases.acquire(session.id(), PATIENCE);
      if (free.isPresent()) {
        try (Lease lease = free.get()) {
          end(session, lease);
        }
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "session {0}: turns stay without an end: {1}", session.id(), e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Session session, Lease lease) {
    List<String> requests = log.cutOff(session.id());
    if (requests.isEmpty()) {
      return;
    }
    replies.closeLeftOpen(session.id(), lease.fence());
    List<Message> conversation = conversations.messages(session.id());
    if (conversation.size() > MOST_TOLD) {
      log.forget(session.id());
      return;
    }
    for (String request : requests) {
      try (SessionEventLog.Writer writer = log.write(session, request)) {
        writer.append(new TurnEvent.ConversationReplaced(conversation));
        writer.append(
            TurnEvent.Failed.because("The server ended suddenly in the middle of this turn"));
        writer.append(Finished.stop(session.tokens(), Ending.CANCELLED));
      }
    }
  }
}
