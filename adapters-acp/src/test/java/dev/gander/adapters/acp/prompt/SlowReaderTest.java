package dev.gander.adapters.acp.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.AcpClient;
import dev.gander.adapters.acp.AcpPeer;
import dev.gander.adapters.acp.AcpServer;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A session with more than a client may leave unread. 3 s.
@Timeout(60)
class SlowReaderTest {
  /// A text is told in pieces of this length.
  private static final int PIECE = 160_000;

  private static final int PIECES = 7;
  private static final int MESSAGES = 72;

  private final AcpBackend backend = new AcpBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void aSessionIsLoadedAsFastAsItsClientReads() throws InterruptedException {
    String text = "x".repeat(PIECES * PIECE);
    List<Message> messages =
        IntStream.range(0, MESSAGES)
            .mapToObj(i -> Message.user("m" + i, i, new Content.Text(text)))
            .toList();
    SessionId session =
        backend.sessions.create(SessionDetails.of("Long", "/", GooseMode.AUTO), messages).id();
    Slow client = new Slow();
    try (AcpPeer peer = new AcpServer(backend.useCases()).connect(client, Caller.SERVER)) {
      peer.receive(
          """
          {"jsonrpc":"2.0","id":1,"method":"session/load","params":{"sessionId":"%s","cwd":"/",
           "mcpServers":[]}}"""
              .formatted(session));

      assertTrue(client.answered.await(30, TimeUnit.SECONDS));
    }
    assertFalse(client.isCutOff());
    assertEquals(MESSAGES * PIECES, client.read.get());
  }

  /// Reads nothing for a while, and then everything.
  private static final class Slow implements AcpClient {
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger read = new AtomicInteger();

    boolean isCutOff() {
      return cutOff.getCount() == 0;
    }

    @Override
    public void send(JsonObject message, String text, boolean isFollowed) {
      try {
        if (read.get() == 0 && cutOff.await(1500, TimeUnit.MILLISECONDS)) {
          answered.countDown();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (text.length() > PIECE / 2) {
        read.incrementAndGet();
      }
      if (message.has("result")) {
        answered.countDown();
      }
    }

    @Override
    public void cutOff() {
      cutOff.countDown();
    }
  }
}
