package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// An address of this machine where a connection is neither made nor refused: somebody listens who
/// never accepts, and as many as the system lets wait are waiting.
record FullQueue(ServerSocket listener, List<Socket> waiting) implements AutoCloseable {
  private static final int MOST = 64;
  private static final int AT_ONCE_MILLISECONDS = 500;

  /// Skips the test where the system does otherwise than Linux.
  static FullQueue open() throws IOException {
    FullQueue queue =
        new FullQueue(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), new ArrayList<>());
    if (!queue.fill()) {
      queue.close();
      abort("the system lets any number of connections wait for one who listens");
    }
    return queue;
  }

  private boolean fill() throws IOException {
    while (waiting.size() < MOST) {
      Socket next = new Socket();
      waiting.add(next);
      try {
        next.connect(listener.getLocalSocketAddress(), AT_ONCE_MILLISECONDS);
      } catch (SocketTimeoutException _) {
        return true;
      }
    }
    return false;
  }

  String address() {
    return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (Socket each : waiting) {
      each.close();
    }
    listener.close();
  }
}
