package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.application.api.turn.OwnedTurn;
import dev.gander.application.api.turn.StartTurn;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Failed.Reason;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The events of a turn that belongs to its connection: it is slowed down by a client that reads
/// slowly, and cancelled when the client leaves. The client sees the stream when its message is
/// stored, also if its turn has to wait for another before. As in goosed, there is no Ping before
/// the turn runs: a failed set-up is one `Error` and nothing else, and so is a turn that was
/// cancelled before.
final class TurnFeed implements EventFeed {
  private static final SseFrame PING = SseFrame.data(ReplyEventJson.tagged("Ping").build());

  private final StartTurn start;
  private final TurnRequest request;
  private final MessageBodies bodies = new MessageBodies((_, event) -> ReplyEventJson.write(event));
  private @Nullable OwnedTurn turn;
  private @Nullable Step first;
  private boolean closed;
  private boolean hasToldAny;
  private boolean hasGreeted;

  TurnFeed(StartTurn start, TurnRequest request) {
    this.start = start;
    this.request = request;
  }

  @Override
  public boolean begin(Duration patience) throws InterruptedException {
    Step step = pull(patience);
    if (step instanceof Step.Quiet) {
      return false;
    }
    first = step;
    hasToldAny = true;
    return true;
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    Step begun = first;
    first = null;
    return begun == null ? pull(patience) : begun;
  }

  private Step pull(Duration patience) throws InterruptedException {
    Optional<OwnedTurn> running;
    try {
      running = running();
    } catch (SessionNotFound e) {
      return rejected(new TurnEvent.Failed(Reason.UNKNOWN_SESSION, e.text()));
    } catch (Unavailable | WrongNode e) {
      return rejected(TurnEvent.Failed.because(e.text()));
    }
    return running.isEmpty() ? END : step(running.get().next(patience));
  }

  private Step rejected(TurnEvent.Failed failed) {
    close();
    return new Step.Event(SseFrame.data(ReplyEventJson.write(failed)));
  }

  private Step step(TurnNews news) {
    return switch (news) {
      case TurnNews.Begun _ -> {
        hasGreeted = true;
        yield new Step.Event(PING);
      }
      case TurnNews.Told(TurnEvent.Finished end)
          when !hasToldAny && end.ending() == Ending.CANCELLED ->
          new Step.Event(
              SseFrame.data(ReplyEventJson.error("The turn was cancelled before it began")));
      case TurnNews.Told(TurnEvent event) when !ReplyEventJson.isTold(event) -> QUIET;
      case TurnNews.Told(TurnEvent.MessageArrived message) ->
          new Step.Event(SseFrame.data(bodies.body("", message)));
      case TurnNews.Told(TurnEvent event) ->
          new Step.Event(TurnFrames.explained(event, SseFrame.data(ReplyEventJson.write(event))));
      case TurnNews.Silence _ -> QUIET;
      case TurnNews.Over _ -> END;
    };
  }

  /// The turn, started by the first call; empty if the client has already left.
  ///
  /// @throws SessionNotFound for an unknown session
  /// @throws Unavailable if the server is stopping
  private synchronized Optional<OwnedTurn> running() {
    if (turn == null && !closed) {
      turn = start.own(request, Admission.QUEUE);
    }
    return Optional.ofNullable(turn);
  }

  private synchronized Optional<OwnedTurn> started() {
    return Optional.ofNullable(turn);
  }

  /// The first one comes with the beginning.
  @Override
  public Optional<SseFrame> heartbeat(long count) {
    if (hasGreeted) {
      hasGreeted = false;
      return Optional.empty();
    }
    return started().filter(OwnedTurn::isAlive).map(_ -> PING);
  }

  @Override
  public Optional<SseFrame> failure() {
    return Optional.of(SseFrame.data(ReplyEventJson.error("Internal error")));
  }

  /// The turn's last events still reach the client.
  @Override
  public void stop() {
    started().ifPresentOrElse(OwnedTurn::cancel, this::close);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    started().ifPresent(OwnedTurn::close);
  }
}
