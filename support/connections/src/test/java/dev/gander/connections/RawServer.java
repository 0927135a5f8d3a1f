package dev.gander.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// A server that does with each connection what a test says, byte by byte.
final class RawServer implements AutoCloseable {
  /// What it does with a connection, which is closed afterwards.
  @FunctionalInterface
  interface Part {
    void play(Peer peer) throws IOException, InterruptedException;
  }

  /// The client, as the server sees it.
  static final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final BlockingQueue<String> heads;
    private final CountDownLatch end;

    private Peer(Socket socket, BlockingQueue<String> heads, CountDownLatch end)
        throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      this.heads = heads;
      this.end = end;
    }

    /// The next head, up to the empty line; empty when the client has closed the connection.
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return "";
        }
        head.append((char) next);
      }
      heads.add(head.toString());
      return head.toString();
    }

    String content(int length) throws IOException {
      return new String(in.readNBytes(length), ISO_8859_1);
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /// Takes a head and answers, for each request until the client leaves.
    void answerAll(String answer) throws IOException {
      while (!head().isEmpty()) {
        send(answer);
      }
    }

    /// Has the connection end with a reset instead of an orderly close.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
    }

    /// Until the test is over.
    void idle() throws InterruptedException {
      end.await();
    }
  }

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Part> parts;

  /// @param parts of the first connection, the second, and so on; the last one is repeated
  RawServer(Part... parts) throws IOException {
    this.parts = List.of(parts);
    Thread.ofVirtual().start(this::accept);
  }

  URI at(String path) {
    return URI.create("http://localhost:" + listener.getLocalPort() + path);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// How many connections there have been.
  int connections() {
    return sockets.size();
  }

  /// Waits for the next head that a client has sent.
  String nextHead() throws InterruptedException {
    return heads.take();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Part part = parts.get(Math.min(sockets.size(), parts.size() - 1));
        sockets.add(socket);
        Thread.ofVirtual().start(() -> play(part, socket));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void play(Part part, Socket socket) {
    try (socket) {
      part.play(new Peer(socket, heads, end));
    } catch (IOException | InterruptedException e) {
      // The client has left, as some tests want it to.
    }
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    listener.close();
    for (Socket each : sockets) {
      each.close();
    }
  }
}
