package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.TurnEvent;

/// Writes the events of one session. For one thread.
public final class SessionFrames {
  private final MessageBodies bodies = new MessageBodies(SessionFrames::write);

  /// Whether clients of REST hear of it.
  public static boolean isTold(SessionEvent event) {
    return !(event instanceof SessionEvent.Published published)
        || ReplyEventJson.isTold(published.event());
  }

  /// Only events of turns have a number; the greeting must not change a client's `Last-Event-ID`.
  public SseFrame frame(SessionEvent event) {
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

  /// An event of a turn, as in the events of its session. The `request_id` of a notification is
  /// that of its tool call.
  public static JsonObject write(String requestId, TurnEvent event) {
    JsonObject.Builder json =
        JsonObject.builder().putAll(ReplyEventJson.write(event)).put("chat_request_id", requestId);
    return event instanceof TurnEvent.Notification
        ? json.build()
        : json.put("request_id", requestId).build();
  }
}
