package dev.gander.adapters.http.approval;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.application.api.approval.ApprovalFeed;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Questions as they come and go. A client that was too slow is let go, and begins again with what
/// is open then.
public final class ApprovalEvents implements EventFeed {
  private final ApprovalFeed feed;
  private final Function<AskedQuestion, JsonObject> form;
  private volatile boolean closed;

  ApprovalEvents(ApprovalFeed feed, Function<AskedQuestion, JsonObject> form) {
    this.feed = feed;
    this.form = form;
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    if (closed || feed.hasEnded()) {
      return END;
    }
    Optional<QuestionNotice> notice = feed.next(patience);
    return notice.isPresent() ? new Step.Event(SseFrame.data(json(notice.get(), form))) : QUIET;
  }

  /// What is told of a question.
  ///
  /// @param form of an open one
  public static JsonObject json(QuestionNotice notice, Function<AskedQuestion, JsonObject> form) {
    return switch (notice) {
      case QuestionNotice.Asked(AskedQuestion question) ->
          JsonObject.builder().put("type", "asked").put("approval", form.apply(question)).build();
      case QuestionNotice.Settled(AskedQuestion question, var outcome) ->
          JsonObject.builder()
              .put("type", "settled")
              .put("id", question.id())
              .put("session_id", question.session().value())
              .put("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .build();
    };
  }

  /// Noticed at the next pull, which waits no longer than a heartbeat.
  @Override
  public void close() {
    closed = true;
    feed.close();
  }
}
