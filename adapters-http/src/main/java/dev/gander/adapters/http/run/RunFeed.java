package dev.gander.adapters.http.run;

import dev.gander.adapters.http.reply.SessionFrames;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.application.api.run.RunEvent;
import dev.gander.application.api.run.RunSubscription;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunJson;
import dev.gander.domain.turn.SessionEvent;
import java.time.Duration;

/// The events of a run, until its end. Losing the client cancels nothing.
final class RunFeed implements EventFeed {
  private final RunSubscription subscription;
  private final SessionFrames frames = new SessionFrames();
  private volatile boolean closed;

  RunFeed(RunSubscription subscription) {
    this.subscription = subscription;
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    if (closed) {
      return END;
    }
    return subscription
        .next(patience)
        .<Step>map(this::step)
        .orElseGet(() -> subscription.hasEnded() ? END : QUIET);
  }

  /// States have no number: they must not change a client's `Last-Event-ID`.
  private Step step(RunEvent event) {
    return switch (event) {
      case RunEvent.Changed(Run run) -> new Step.Event(SseFrame.data(state(run)));
      case RunEvent.Happened(SessionEvent happened) when SessionFrames.isTold(happened) ->
          new Step.Event(frames.frame(happened));
      case RunEvent.Happened _ -> QUIET;
    };
  }

  private static JsonObject state(Run run) {
    return JsonObject.builder()
        .put("type", Json.of("RunState"))
        .put("run", run.state().isEnd() ? RunJson.whole(run) : RunJson.summary(run))
        .build();
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
  }
}
