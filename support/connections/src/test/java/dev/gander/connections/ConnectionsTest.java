package dev.gander.connections;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final Connections connections = new Connections();

  @Test
  void oneClientServesAllRequests() {
    assertSame(connections.client(NetworkSettings.NONE), connections.client(NetworkSettings.NONE));
  }

  @Test
  void aClientThatHasClosedIsReplaced() throws Exception {
    HttpClient first = connections.client(NetworkSettings.NONE);
    first.shutdownNow();
    assertTrue(first.awaitTermination(Duration.ofSeconds(30)));

    HttpClient next = connections.client(NetworkSettings.NONE);

    assertNotSame(first, next);
    assertFalse(next.isTerminated());
  }
}
