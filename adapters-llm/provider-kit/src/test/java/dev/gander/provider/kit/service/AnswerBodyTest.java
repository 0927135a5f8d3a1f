package dev.gander.provider.kit.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.connections.ServiceConnection;
import dev.gander.provider.testkit.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AnswerBodyTest extends ServiceTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final CallLimits.Limit LONG = new CallLimits.Limit(MINUTE, "LONG");

  private final Connections connections = new Connections();
  private final CountDownLatch goOn = new CountDownLatch(1);

  private ServiceConnection connect() throws Exception {
    return connections.connect(URI.create(service.url()), NetworkSettings.NONE, MINUTE);
  }

  private AnswerBody ask(ServiceConnection connection) throws Exception {
    CallLimits limits = new CallLimits(LONG, LONG, LONG, LONG, LONG);
    AnswerBody body = new AnswerBody(connection, new CallClock(limits));
    body.ask(HttpRequest.newBuilder(URI.create(service.url())).build(), List.of());
    return body;
  }

  private static String rest(AnswerBody body, int length) throws Exception {
    StringBuilder read = new StringBuilder();
    byte[] target = new byte[length];
    for (int count = body.read(target, 0, length);
        count >= 0;
        count = body.read(target, 0, length)) {
      read.append(new String(target, 0, count, UTF_8));
    }
    assertEquals(-1, body.read(target, 0, length));
    return read.toString();
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  private void awaitGoOn() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Until a connection is back, or gone for good.
  private void assertReturned(ServiceConnection connection) throws Exception {
    ServiceConnection next = connect();
    while (next != connection) {
      next.close();
      next = connect();
    }
    next.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 100})
  void eachByteIsReadOnce(int length) throws Exception {
    service.pieces("ab", "c", "defg");
    AnswerBody body = ask(connect());

    assertEquals('a', body.peek());
    assertEquals('a', body.peek());
    assertEquals("abcdefg", rest(body, length));
    assertEquals(-1, body.peek());
  }

  @Test
  void anEmptyAnswerEndsAtOnce() throws Exception {
    service.status(200, "");
    ServiceConnection connection = connect();
    AnswerBody body = ask(connection);

    assertReturned(connection);
    assertEquals(-1, body.peek());
    assertEquals("", rest(body, 10));
  }

  @Test
  void aReadThatWaitsIsAnnounced() throws Exception {
    AtomicInteger waits = new AtomicInteger();
    service.always(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          write(exchange, "ab");
          awaitGoOn();
          write(exchange, "later");
          exchange.close();
        });
    AnswerBody body = ask(connect());
    byte[] target = new byte[10];
    assertEquals(2, body.read(target, 0, 10));
    body.beforeWaiting(
        () -> {
          waits.incrementAndGet();
          goOn.countDown();
        });

    assertEquals(5, body.read(target, 0, 10));
    assertEquals(1, waits.get());
  }

  @Test
  void anAnswerThatHasEndedLeavesItsConnectionAlone() throws Exception {
    service.always(200, "fine");
    ServiceConnection connection = connect();
    AnswerBody body = ask(connection);
    assertEquals("fine", rest(body, 10));

    body.close();
    body.drain(MINUTE);

    assertReturned(connection);
  }

  @Test
  void theRestIsDroppedAndTheConnectionUsedAgain() throws Exception {
    service.always(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          write(exchange, "[DONE]");
          awaitGoOn();
          write(exchange, "more");
          exchange.close();
        });
    ServiceConnection connection = connect();
    AnswerBody body = ask(connection);
    assertEquals('[', body.peek());
    body.drain(MINUTE);
    goOn.countDown();

    assertReturned(connection);
  }

  @ParameterizedTest
  @ValueSource(strings = {"patience", "amount"})
  void aRestWithoutAnEndIsGivenUp(String how) throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    service.always(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          write(exchange, "[DONE]");
          awaitGoOn();
          try {
            while (true) {
              write(exchange, how.equals("amount") ? "x".repeat(1000) : "");
            }
          } catch (IOException e) {
            left.countDown();
          }
        });
    ServiceConnection connection = connect();
    AnswerBody body = ask(connection);
    assertEquals('[', body.peek());
    body.drain(how.equals("amount") ? MINUTE : Duration.ofMillis(1));
    goOn.countDown();

    if (how.equals("amount")) {
      left.await();
    }
    ServiceConnection next = connect();
    assertNotSame(connection, next);
    next.close();
  }

  @Test
  void closingItEndsTheWaitOfItsReader() throws Exception {
    service.always(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          write(exchange, "ab");
          awaitGoOn();
          exchange.close();
        });
    AnswerBody body = ask(connect());
    CountDownLatch waits = new CountDownLatch(1);
    body.beforeWaiting(waits::countDown);
    FutureTask<String> reader = new FutureTask<>(() -> rest(body, 10));
    Thread.ofVirtual().start(reader);
    waits.await();
    body.close();

    assertTrue("ab".startsWith(reader.get()), reader.get());
    goOn.countDown();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsAWait(boolean beforeTheHead) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    service.always(
        exchange -> {
          if (!beforeTheHead) {
            exchange.sendResponseHeaders(200, 0);
            write(exchange, "ab");
          }
          asked.countDown();
          awaitGoOn();
          exchange.close();
        });
    FutureTask<InterruptedException> reader =
        new FutureTask<>(
            () -> assertThrows(InterruptedException.class, () -> rest(ask(connect()), 10)));
    Thread thread = Thread.ofVirtual().start(reader);
    asked.await();
    thread.interrupt();

    assertEquals("interrupted while an answer came in", reader.get().getMessage());
    goOn.countDown();
  }

  @Test
  void aRequestThatFailsLeavesNoConnectionBehind() throws Exception {
    try (ServerSocket odd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Integer> client =
          new FutureTask<>(
              () -> {
                try (Socket socket = odd.accept()) {
                  socket.getOutputStream().write("HTTP/1.1 000 x\r\n\r\n".getBytes(UTF_8));
                  socket.getInputStream().readAllBytes();
                  return socket.getInputStream().read();
                }
              });
      Thread.ofVirtual().start(client);
      URI address = URI.create("http://127.0.0.1:" + odd.getLocalPort());
      ServiceConnection connection = connections.connect(address, NetworkSettings.NONE, MINUTE);

      assertThrows(IOException.class, () -> ask(connection));

      assertEquals(-1, client.get());
    }
  }
}
