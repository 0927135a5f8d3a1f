package dev.gander.testkit.share;

import dev.gander.testkit.WebSocketPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Nostr relay on the loopback interface, as good or as bad as a test needs. It verifies nothing;
/// the tests of its clients do.
public final class LoopbackRelay implements AutoCloseable {
  /// How a relay reacts to a message.
  public interface Handler {
    void answer(String message, WebSocketPeer peer) throws IOException;
  }

  private static final Pattern ID = Pattern.compile("\"ids?\":\\[?\"([0-9a-f]{64})\"");
  private static final Pattern EVENT = Pattern.compile("\\[\"EVENT\",(.*)]", Pattern.DOTALL);
  private static final Pattern REQUEST = Pattern.compile("\\[\"REQ\",\"([^\"]*)\".*");

  private final ServerSocket server;
  private final Handler handler;
  private final Map<String, String> events = new ConcurrentHashMap<>();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final Semaphore departed = new Semaphore(0);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private LoopbackRelay(@Nullable Handler handler) {
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.handler = handler == null ? this::keep : handler;
    Thread.ofVirtual().start(this::accept);
  }

  /// A relay that stores all events and returns them to any client.
  public static LoopbackRelay keeping() {
    return new LoopbackRelay(null);
  }

  public static LoopbackRelay with(Handler handler) {
    return new LoopbackRelay(handler);
  }

  /// The address, such as `ws://127.0.0.1:4711`.
  public String address() {
    return "ws://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /// The stored events, by id.
  public Map<String, String> events() {
    return events;
  }

  /// Waits for the next incoming message.
  public String awaitMessage() throws InterruptedException {
    return received.take();
  }

  /// Waits until a client has disconnected, once per client.
  public void awaitDeparture() throws InterruptedException {
    departed.acquire();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    try (socket) {
      WebSocketPeer peer = new WebSocketPeer(socket);
      peer.shakeHands();
      for (String message = peer.read(); message != null; message = peer.read()) {
        received.add(message);
        handler.answer(message, peer);
      }
    } catch (IOException _) {
      // The client has disconnected.
    } finally {
      open.remove(socket);
      departed.release();
    }
  }

  private void keep(String message, WebSocketPeer peer) throws IOException {
    Matcher id = ID.matcher(message);
    Matcher event = EVENT.matcher(message);
    Matcher request = REQUEST.matcher(message);
    if (event.matches() && id.find()) {
      events.put(id.group(1), event.group(1));
      peer.send("[\"OK\",\"%s\",true,\"\"]".formatted(id.group(1)));
    } else if (request.matches() && id.find()) {
      String found = events.get(id.group(1));
      if (found != null) {
        peer.send("[\"EVENT\",\"%s\",%s]".formatted(request.group(1), found));
      }
      peer.send("[\"EOSE\",\"%s\"]".formatted(request.group(1)));
    }
  }
}
