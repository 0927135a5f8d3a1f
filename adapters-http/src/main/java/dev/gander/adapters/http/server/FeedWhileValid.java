package dev.gander.adapters.http.server;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A feed that ends when its reader's key does.
record FeedWhileValid(EventFeed feed, BooleanSupplier isValid) implements EventFeed {
  @Override
  public boolean begin(Duration patience) throws IOException, InterruptedException {
    if (!isValid.getAsBoolean()) {
      throw new IOException("the key has ended before the stream began");
    }
    return feed.begin(patience);
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    if (!isValid.getAsBoolean()) {
      feed.close();
      return END;
    }
    return feed.next(patience);
  }

  @Override
  public Optional<SseFrame> heartbeat(long count) {
    return feed.heartbeat(count);
  }

  @Override
  public Optional<SseFrame> failure() {
    return feed.failure();
  }

  @Override
  public void stop() {
    feed.stop();
  }

  @Override
  public void close() {
    feed.close();
  }
}
