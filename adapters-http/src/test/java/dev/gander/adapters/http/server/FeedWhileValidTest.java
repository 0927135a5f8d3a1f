package dev.gander.adapters.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.stream.EventFeed;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedWhileValidTest {
  private boolean isValid = true;
  private boolean isReady;
  private boolean isClosed;

  private final EventFeed feed =
      new FeedWhileValid(
          new EventFeed() {
            @Override
            public boolean begin(Duration patience) {
              return isReady;
            }

            @Override
            public Step next(Duration patience) {
              return QUIET;
            }

            @Override
            public void close() {
              isClosed = true;
            }
          },
          () -> isValid);

  @Test
  void aStreamThatHasNotBegunEndsWithItsKey() throws Exception {
    assertFalse(feed.begin(Duration.ZERO));
    isValid = false;
    isReady = true;
    assertThrows(IOException.class, () -> feed.begin(Duration.ZERO));
  }

  @Test
  void aStreamThatHasBegunEndsWithItsKey() throws Exception {
    isReady = true;
    assertTrue(feed.begin(Duration.ZERO));
    assertEquals(EventFeed.QUIET, feed.next(Duration.ZERO));
    isValid = false;
    assertEquals(EventFeed.END, feed.next(Duration.ZERO));
    assertTrue(isClosed);
  }
}
