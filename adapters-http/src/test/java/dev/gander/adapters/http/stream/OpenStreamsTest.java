package dev.gander.adapters.http.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private final OpenStreams streams = new OpenStreams(Duration.ofHours(1));

  /// Its events never end.
  private static final class Endless implements EventFeed {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Step next(Duration patience) throws InterruptedException {
      closed.await();
      return END;
    }

    @Override
    public void stop() {
      // The turn behind it goes on.
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /// The client takes 20 ms to read the end.
  private record Client(AtomicBoolean sawEnd) implements EventPump.Out {
    @Override
    public void write(byte[] piece) {}

    @Override
    public void end() {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      sawEnd.set(true);
    }
  }

  @Test
  void whoeverClosesThemGivesTheirClientsTimeForTheEnd() throws Exception {
    Client client = new Client(new AtomicBoolean());
    Thread pump = Thread.startVirtualThread(() -> pump(client));
    Eventually.holds(() -> streams.count() == 1);
    streams.close(Duration.ofMillis(50), Duration.ofSeconds(30));
    assertTrue(client.sawEnd().get());
    assertEquals(0, streams.count());
    pump.join();
  }

  private void pump(Client client) {
    try {
      streams.pump(new Endless(), () -> {}, () -> client);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
