package dev.gander.application.api.turn;

import dev.gander.application.reply.Cancellation;
import dev.gander.application.turn.Drain;
import dev.gander.application.turn.TurnInbox;
import dev.gander.application.turn.Turns;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnRequest;
import java.time.InstantSource;
import java.util.List;

/// Sends a user's message to the agent.
public final class StartTurn {
  private final Turns turns;
  private final Drain drain;
  private final IdSource ids;
  private final InstantSource clock;

  public StartTurn(Turns turns, Drain drain, IdSource ids, InstantSource clock) {
    this.turns = turns;
    this.drain = drain;
    this.ids = ids;
    this.clock = clock;
  }

  /// A message that the user says now, for clients that send only its content.
  public Message compose(List<Content> content) {
    return Message.user(ids.messageId(), clock.instant().getEpochSecond()).withContent(content);
  }

  /// Starts a turn that continues even if all clients leave; its events are published to the
  /// session's subscribers. Returns when the user's message is stored, or when the turn has failed
  /// without that. An answer to an extension's question is delivered before this returns, even
  /// while another turn runs, and produces no events.
  ///
  /// @param requestId the client's id for the turn
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.turn.UnknownQuestion for an answer to a question that is not open
  /// @throws dev.gander.domain.turn.SessionBusy if it is rejected; nothing was stored
  /// @throws dev.gander.domain.cluster.WrongNode if only others can run it; nothing was stored
  /// @throws dev.gander.domain.error.ServerDraining before the server stops
  /// @throws dev.gander.domain.error.Unavailable while the server is stopping
  /// @throws InterruptedException if interrupted while waiting; the turn goes on
  public void start(String requestId, TurnRequest request, Admission admission)
      throws InterruptedException {
    requireOpen(request);
    turns.start(requestId, request, admission);
  }

  /// Whether a turn may begin. One that runs may need the answer to its question before the server
  /// stops.
  ///
  /// @throws dev.gander.domain.error.ServerDraining before the server stops
  public void requireOpen(TurnRequest request) {
    if (request.answer().isEmpty()) {
      drain.requireNot();
    }
  }

  /// Starts a turn that ends when its owner leaves. A problem that keeps it from running later is
  /// reported as an event.
  ///
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.turn.SessionBusy if it is rejected; nothing was stored
  /// @throws dev.gander.domain.cluster.WrongNode if only others can run it; nothing was stored
  /// @throws dev.gander.domain.error.ServerDraining before the server stops
  /// @throws dev.gander.domain.error.Unavailable while the server is stopping
  public OwnedTurn own(TurnRequest request, Admission admission) {
    requireOpen(request);
    TurnInbox inbox = new TurnInbox();
    Cancellation cancellation = turns.start(ids.uuid(), request, admission, inbox);
    return new OwnedTurn(inbox, cancellation);
  }
}
