package dev.gander.adapters.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.options.ClientLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
  private final OpenConnections connections =
      new OpenConnections(ClientLimits.forDescriptors(1024));
  private final List<SocketChannel> clients = new ArrayList<>();
  private final List<ClientConnection> accepted = new ArrayList<>();
  private ServerSocketChannel listener;

  @BeforeEach
  void listen() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    for (SocketChannel client : clients) {
      client.close();
    }
    for (ClientConnection connection : accepted) {
      connection.breakOff();
    }
    listener.close();
  }

  private ClientConnection connect() throws IOException {
    clients.add(SocketChannel.open(listener.getLocalAddress()));
    accepted.add(connections.admit(listener.accept()).orElseThrow());
    return accepted.getLast();
  }

  private void connect(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      connect();
    }
  }

  /// Their places in the order in which they came.
  private List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < accepted.size(); i++) {
      if (accepted.get(i).channel().isOpen()) {
        open.add(i);
      }
    }
    return open;
  }

  /// When there are no descriptors, those that have just come may be about to ask for something.
  @Test
  void theNewestAreSparedUntilThereAreNoOthers() throws IOException {
    connect(24);
    assertTrue(connections.endSome());
    assertEquals(List.of(16, 17, 18, 19, 20, 21, 22, 23), open());
    assertTrue(connections.endSome());
    assertEquals(List.of(20, 21, 22, 23), open());
    assertTrue(connections.endSome());
    assertEquals(List.of(21, 22, 23), open());
  }

  @Test
  void aClientThatHasAskedBeforeIsKeptLongerThanThoseThatHaveNot() throws IOException {
    ClientConnection known = connect();
    known.enter(1, true).end();
    connect(24);
    assertTrue(connections.endSome());
    assertEquals(List.of(0, 17, 18, 19, 20, 21, 22, 23, 24), open());
  }

  @Test
  void aRequestThatIsBeingAnsweredIsLeftAlone() throws IOException {
    connect().enter(1, true);
    assertFalse(connections.endSome());
    assertEquals(List.of(0), open());
  }
}
