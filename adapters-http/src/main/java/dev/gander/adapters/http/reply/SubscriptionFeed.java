package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.Optional;

/// The events of a session. Losing the client cancels nothing.
final class SubscriptionFeed implements EventFeed {
  private final Subscription subscription;
  private final MessageBodies bodies = new MessageBodies(SubscriptionFeed::write);
  private volatile boolean stopping;
  private volatile boolean closed;

  SubscriptionFeed(Subscription subscription) {
    this.subscription = subscription;
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    if (closed) {
      return END;
    }
    Optional<SessionEvent> event = subscription.next(patience).filter(SubscriptionFeed::isTold);
    if (event.isPresent()) {
      return new Step.Event(frame(event.get()));
    }
    boolean isOver = subscription.hasEnded() || (stopping && subscription.isQuiet());
    return isOver ? END : QUIET;
  }

  private static boolean isTold(SessionEvent event) {
    return !(event instanceof SessionEvent.Published published)
        || ReplyEventJson.isTold(published.event());
  }

  /// Only events of turns have a number; the greeting must not change a client's `Last-Event-ID`.
  private SseFrame frame(SessionEvent event) {
    return switch (event) {
      case SessionEvent.Published(
              long sequence,
              String requestId,
              TurnEvent.MessageArrived message) ->
          SseFrame.data(sequence, bodies.body(requestId, message));
      case SessionEvent.Published published ->
          TurnFrames.explained(
              published.event(),
              SseFrame.data(published.sequence(), write(published.requestId(), published.event())));
      case SessionEvent.ActiveRequests active ->
          SseFrame.data(
              ReplyEventJson.tagged("ActiveRequests")
                  .put("request_ids", JsonArray.ofTexts(active.requestIds()))
                  .build());
      case SessionEvent.TooFarBehind _ ->
          SseFrame.data(0, ReplyEventJson.error("Client too far behind — reload conversation"));
    };
  }

  /// The `request_id` of a notification is that of its tool call.
  private static JsonObject write(String requestId, TurnEvent event) {
    JsonObject.Builder json =
        JsonObject.builder().putAll(ReplyEventJson.write(event)).put("chat_request_id", requestId);
    return event instanceof TurnEvent.Notification
        ? json.build()
        : json.put("request_id", requestId).build();
  }

  @Override
  public Optional<SseFrame> heartbeat(long count) {
    return Optional.of(SseFrame.comment("ping " + count));
  }

  /// Running turns are cancelled with the server; their last events still reach the client.
  @Override
  public void stop() {
    stopping = true;
  }

  /// Noticed at the next pull, which waits no longer than a heartbeat.
  @Override
  public void close() {
    closed = true;
    subscription.close();
  }
}
