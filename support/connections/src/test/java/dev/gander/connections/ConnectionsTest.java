package dev.gander.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
  private final Connections connections = new Connections();

  @Test
  void oneClientServesAllRequests() {
    assertSame(connections.client(NetworkSettings.NONE), connections.client(NetworkSettings.NONE));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "' 0007 ', 7", "0, 30", "-1, 30", "1.5, 30", "soon, 30", "'', 30", ", 30"})
  void aConnectionTakesAsLongAsIsSetAtMost(@Nullable String setting, int seconds) {
    NetworkSettings settings =
        new NetworkSettings(
            key ->
                Optional.ofNullable(setting)
                    .filter(_ -> key.equals("GANDER_MODEL_CONNECT_TIMEOUT")),
            _ -> Optional.empty());

    assertEquals(
        Optional.of(Duration.ofSeconds(seconds)), connections.client(settings).connectTimeout());
    assertEquals(seconds + " s (GANDER_MODEL_CONNECT_TIMEOUT)", Connections.connectTime(settings));
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

  @Test
  void whatWasClosedOnPurposeIsNotReplaced() throws Exception {
    LastingClient lasting = new LastingClient(HttpClient::newHttpClient);
    HttpClient client = lasting.get();

    lasting.close();

    assertTrue(client.awaitTermination(Duration.ofSeconds(30)));
    assertSame(client, lasting.get());
  }
}
