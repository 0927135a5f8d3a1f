package dev.gander.adapters.http.news;

import dev.gander.adapters.http.approval.ApprovalEvents;
import dev.gander.adapters.http.reply.SessionFrames;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.application.api.news.NewsEvent;
import dev.gander.application.api.news.NewsFeed;
import dev.gander.application.api.news.NewsPosition;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.run.RunJson;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.turn.AskedQuestion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// News as they happen. Each frame has the reader's position after it; without an id are those
/// before everything missed was told.
final class NewsStream implements EventFeed {
  private final NewsFeed feed;
  private final Function<AskedQuestion, JsonObject> question;
  private volatile boolean closed;

  /// @param question the form of an open question
  NewsStream(NewsFeed feed, Function<AskedQuestion, JsonObject> question) {
    this.feed = feed;
    this.question = question;
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    if (closed || feed.hasEnded()) {
      return END;
    }
    Optional<NewsEvent> event = feed.next(patience);
    return event.isPresent() ? new Step.Event(frame(event.get())) : QUIET;
  }

  private SseFrame frame(NewsEvent event) {
    Optional<String> position = feed.position().map(NewsPosition::text);
    JsonObject json = json(event, position);
    return position.map(id -> SseFrame.data(id, json)).orElseGet(() -> SseFrame.data(json));
  }

  private JsonObject json(NewsEvent event, Optional<String> position) {
    return switch (event) {
      case NewsEvent.Ready _ -> tagged("ready").put("position", position.orElse("")).build();
      case NewsEvent.SessionChanged(var session) ->
          tagged("session").put("session", SessionJson.write(session)).build();
      case NewsEvent.SessionDeleted(SessionId id) -> about("session_deleted", id).build();
      case NewsEvent.TurnBegun(SessionId id, String requestId) ->
          about("turn_begun", id).put("request_id", requestId).build();
      case NewsEvent.TurnEnded(SessionId id, String requestId) ->
          about("turn_ended", id).put("request_id", requestId).build();
      case NewsEvent.Stored(SessionId id, var message) ->
          about("message", id).put("message", MessageJson.write(message)).build();
      case NewsEvent.Told(SessionId id, var told) ->
          about("event", id)
              .put("event", SessionFrames.write(told.requestId(), told.event()))
              .build();
      case NewsEvent.OpenQuestions(var open) ->
          tagged("approvals").put("approvals", JsonArray.of(open, question)).build();
      case NewsEvent.Question(var notice) -> ApprovalEvents.json(notice, question);
      case NewsEvent.RunChanged(var run) -> tagged("run").put("run", RunJson.summary(run)).build();
      case NewsEvent.Outdated(var id) ->
          tagged("outdated").putOrNull("session_id", id == null ? null : id.value()).build();
    };
  }

  private static JsonObject.Builder tagged(String type) {
    return JsonObject.builder().put("type", type);
  }

  private static JsonObject.Builder about(String type, SessionId id) {
    return tagged(type).put("session_id", id.value());
  }

  @Override
  public void close() {
    closed = true;
    feed.close();
  }
}
