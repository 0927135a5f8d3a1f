package dev.gander.application.turn;

import dev.gander.application.reply.CallsLeftOpen;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.turn.TurnLeases.Lease;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Ends the turns that the death of a server has cut off, in their session's events. A client that
/// follows where it was gets the conversation as it is stored, since events may have been lost on
/// their way into the journal, then the reason, then the end. Turns whose user is still asked do
/// not end: they go on with the answer, or end when the user says something else. Thread-safe.
final class CutOffTurns {
  private static final System.Logger LOG = System.getLogger(CutOffTurns.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A longer conversation is not told as an event: clients are asked to load it.
  private static final int MOST_TOLD = 1000;

  private final ConversationStore conversations;
  private final TurnLeases leases;
  private final SessionEventLog log;
  private final CallsLeftOpen leftOpen;
  private final UserQuestions questions;

  CutOffTurns(
      ConversationStore conversations,
      TurnLeases leases,
      SessionEventLog log,
      CallsLeftOpen leftOpen,
      UserQuestions questions) {
    this.conversations = conversations;
    this.leases = leases;
    this.log = log;
    this.leftOpen = leftOpen;
    this.questions = questions;
  }

  /// Call before a session's events are read or written.
  void end(Session session) {
    if (!unasked(session.id()).isEmpty()) {
      underLease(session, this::end);
    }
  }

  /// Whether the user is asked about something in a session.
  boolean isUserAsked(SessionId id) {
    return questions.of(id).stream().anyMatch(AskedQuestion::isOpen);
  }

  /// The user has said something else than an answer. For a session in which no turn runs.
  void decline(Session session) {
    underLease(session, this::decline);
  }

  private void underLease(Session session, BiConsumer<Session, Lease> work) {
    try {
      Optional<Lease> free = leases.acquire(session.id(), PATIENCE);
      if (free.isPresent()) {
        try (Lease lease = free.get()) {
          work.accept(session, lease);
        }
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "session {0}: turns stay without an end: {1}", session.id(), e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The turns that were cut off and wait for nobody.
  private List<String> unasked(SessionId id) {
    List<String> cutOff = log.cutOff(id);
    return cutOff.isEmpty()
        ? cutOff
        : cutOff.stream().filter(request -> !waiting(id).contains(request)).toList();
  }

  /// The turns of a session that go on when their user answers: ids of requests.
  Set<String> waiting(SessionId id) {
    return questions.of(id).stream()
        .map(question -> question.asker().requestId())
        .collect(Collectors.toSet());
  }

  /// What the user said last in a session.
  Message lastSaid(SessionId id) {
    List<Message> said =
        conversations.messages(id).stream()
            .filter(message -> message.role() == Role.USER && !message.hasToolResponse())
            .toList();
    return said.isEmpty() ? Message.user(null, 0) : said.getLast();
  }

  /// The same for somebody who holds the session's lease.
  void end(Session session, Lease lease) {
    List<String> requests = unasked(session.id());
    if (requests.isEmpty()) {
      return;
    }
    leftOpen.closeUnasked(session.id(), lease.fence());
    end(
        session,
        lease.fence(),
        requests,
        List.of(TurnEvent.Failed.because("The server ended suddenly in the middle of this turn")));
  }

  private void decline(Session session, Lease lease) {
    List<AskedQuestion> asked = questions.decline(session.id());
    if (asked.isEmpty()) {
      return;
    }
    leftOpen.decline(session.id(), asked, lease.fence());
    List<String> requests =
        asked.stream().map(question -> question.asker().requestId()).distinct().toList();
    end(session, lease.fence(), requests, List.of());
  }

  private void end(Session session, Fence fence, List<String> requests, List<TurnEvent> reasons) {
    List<Message> conversation = conversations.messages(session.id());
    boolean isTold = conversation.size() <= MOST_TOLD;
    List<TurnEvent> end = new ArrayList<>();
    if (isTold) {
      end.add(new TurnEvent.ConversationReplaced(conversation));
    }
    end.addAll(reasons);
    end.add(Finished.stop(session.tokens(), Ending.CANCELLED));
    // This server may have been cut off itself, and another one was here meanwhile.
    List<SessionEventLog.Writer> taken =
        requests.stream().flatMap(request -> log.takeOver(session, request).stream()).toList();
    if (!isTold && !taken.isEmpty()) {
      startOver(session.id());
    }
    taken.forEach(writer -> tell(writer, fence, end));
  }

  /// A log that goes on as it was is better than turns without an end.
  private void startOver(SessionId id) {
    try {
      log.startOver(id);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "session {0}: followers may miss something: {1}", id, e.text());
    }
  }

  private static void tell(SessionEventLog.Writer taken, Fence fence, List<TurnEvent> end) {
    try (taken) {
      taken.fencedBy(fence);
      end.forEach(taken::append);
    }
  }
}
