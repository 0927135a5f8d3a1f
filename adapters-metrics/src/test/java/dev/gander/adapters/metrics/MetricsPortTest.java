package dev.gander.adapters.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.connections.PageServer.Limits;
import dev.gander.domain.observe.MetricsFactory;
import dev.gander.domain.observe.Observer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients without a key that occupy the port of measures.
@Timeout(60)
class MetricsPortTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MANY = 100;
  private static final String HALF = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nA: ";

  private final Observer observer =
      new PrometheusMetrics().start(new MetricsFactory.Plan(null, "1.2.3", name -> name));
  private final List<AutoCloseable> open = new ArrayList<>(List.of(observer));

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private MetricsPort start(Limits limits) throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    MetricsPort port = MetricsPort.open(anywhere, limits, observer);
    open.add(port);
    return port;
  }

  private Socket connect(MetricsPort port, String beginning) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port());
    open.add(socket);
    socket.setSoTimeout((int) LONGEST.toMillis());
    socket.getOutputStream().write(beginning.getBytes(US_ASCII));
    return socket;
  }

  private void assertServes(MetricsPort port) throws IOException {
    Socket socket = connect(port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains("gander_build"), answer);
  }

  @Test
  void slowAndSilentClientsDoNotSilenceThePort() throws Exception {
    MetricsPort port = start(new Limits(LONG, Limits.USUAL.connections()));
    for (int i = 0; i < MANY; i++) {
      connect(port, i % 2 == 0 ? HALF : "");
    }

    assertServes(port);
  }

  @Test
  void aHeadThatTricklesEndsTheConnection() throws Exception {
    MetricsPort port = start(new Limits(Duration.ofMillis(300), Limits.USUAL.connections()));
    Socket slow = connect(port, HALF);
    slow.setSoTimeout(20);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (trickles(slow)) {
      assertTrue(System.nanoTime() < end, "the connection goes on");
    }
  }

  private static boolean trickles(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
