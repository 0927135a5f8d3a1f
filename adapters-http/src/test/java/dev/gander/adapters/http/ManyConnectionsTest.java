package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.options.ClientLimits;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// More clients than there is room for.
@Timeout(60)
class ManyConnectionsTest {
  private static final int MOST = 8;
  private static final String GET = "GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String STREAM =
      "GET /stream HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\n\r\n";

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void closeSockets() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static TestServer start(String host, int most, int perAddress) {
    List<Route> routes =
        List.of(
            Route.get("status", "/status", _ -> Answer.text("ok")),
            Route.get("stream", "/stream", _ -> new Answer.Events(new QueueFeed())));
    return TestServer.start(
        host,
        routes,
        TestServer.echo(),
        null,
        ClientLimits.forDescriptors(8192).withConnections(most, perAddress));
  }

  private Socket connect(TestServer server) throws IOException {
    return connect(server, InetAddress.getLoopbackAddress());
  }

  private Socket connect(TestServer server, InetAddress address) throws IOException {
    Socket socket = new Socket(address, server.server().port());
    sockets.add(socket);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static int ask(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return RawClient.read(socket.getInputStream()).status();
  }

  private static boolean isEnded(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    } finally {
      socket.setSoTimeout(20_000);
    }
  }

  @Test
  void clientsThatNeverAskGiveWay() throws Exception {
    try (TestServer server = start("127.0.0.1", MOST, MOST)) {
      Socket kept = connect(server);
      assertEquals(200, ask(kept, GET));
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 3 * MOST; i++) {
        silent.add(connect(server));
      }
      Eventually.holds(() -> silent.stream().filter(ManyConnectionsTest::hasEnded).count() == 17);
      assertEquals(200, ask(connect(server), GET));
      assertEquals(200, ask(kept, GET), "a client that has asked is kept the longest");
      assertEquals(200, ask(silent.getLast(), GET));
    }
  }

  private static boolean hasEnded(Socket socket) {
    try {
      return isEnded(socket);
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void clientsWhoseRequestIsBeingAnsweredDoNotGiveWay() throws Exception {
    try (TestServer server = start("127.0.0.1", MOST, MOST)) {
      List<Socket> streams = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        streams.add(connect(server));
        assertEquals(200, ask(streams.getLast(), STREAM));
      }
      Socket refused = connect(server);
      Eventually.holds(() -> isEnded(refused));
      assertEquals(MOST, server.server().openStreams());
      for (Socket stream : streams) {
        assertFalse(isEnded(stream));
      }
      streams.getFirst().close();
      Eventually.holds(() -> server.server().openStreams() < MOST);
      Eventually.holds(() -> isServed(server));
    }
  }

  private boolean isServed(TestServer server) {
    try {
      return ask(connect(server), GET) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anAddressOfAnotherMachineHasAShare() throws Exception {
    Optional<InetAddress> address = outside();
    assumeTrue(address.isPresent(), "needs a network");
    try (TestServer server = start("0.0.0.0", MOST, 3)) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        silent.add(connect(server, address.get()));
      }
      Eventually.holds(() -> silent.stream().filter(ManyConnectionsTest::hasEnded).count() == 5);
      List<Socket> local = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        local.add(connect(server));
        assertEquals(200, ask(local.getLast(), GET));
      }
      assertEquals(5, silent.stream().filter(ManyConnectionsTest::hasEnded).count());
    }
  }

  /// An address of this machine by which it reaches itself as if from outside.
  private static Optional<InetAddress> outside() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  @Test
  void aListenerThatDiesSaysWhy() throws Exception {
    try (TestServer server = start("127.0.0.1", MOST, MOST)) {
      String name = "listener-" + server.server().port();
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals(name))
          .forEach(Thread::interrupt);

      assertInstanceOf(
          ClosedByInterruptException.class,
          server.server().failure().toCompletableFuture().get(20, SECONDS));
    }
  }

  @Test
  void aListenerThatIsClosedHasNotFailed() throws Exception {
    TestServer server = start("127.0.0.1", MOST, MOST);
    String name = "listener-" + server.server().port();
    server.close();

    Eventually.holds(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(name)));
    assertFalse(server.server().failure().toCompletableFuture().isDone());
  }
}
