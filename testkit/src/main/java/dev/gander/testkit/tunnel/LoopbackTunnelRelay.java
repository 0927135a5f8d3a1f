package dev.gander.testkit.tunnel;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.WebSocketPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A relay of goose's tunnel protocol on the loopback interface, with the phone behind it.
public final class LoopbackTunnelRelay implements AutoCloseable {
  private static final long PATIENCE = 30;

  private final JsonReader reader;
  private final Function<Json, String> writer;
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
  private final Set<WebSocketPeer> agents = ConcurrentHashMap.newKeySet();
  private final Map<String, BlockingQueue<JsonObject>> answers = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private final int port;
  private volatile @Nullable ServerSocket server;

  private LoopbackTunnelRelay(JsonReader reader, Function<Json, String> writer) {
    this.reader = reader;
    this.writer = writer;
    try {
      this.port = listen(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static LoopbackTunnelRelay start(JsonReader reader, Function<Json, String> writer) {
    return new LoopbackTunnelRelay(reader, writer);
  }

  /// One request of a phone. What answers it is read frame by frame.
  public final class Visit {
    private final String id;
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();

    private Visit(String id) {
      this.id = id;
      answers.put(id, frames);
    }

    public String id() {
      return id;
    }

    /// Waits for the next frame.
    public JsonObject next() throws InterruptedException {
      JsonObject frame = frames.poll(PATIENCE, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no answer to " + id);
      }
      return frame;
    }

    /// The whole answer, its chunks joined by number.
    ///
    /// @throws AssertionError if a chunk is missing, too long or not marked as what it is
    public Answer answer() throws InterruptedException {
      JsonObject first = next();
      JsonFields fields = JsonFields.of(first);
      StringBuilder body = new StringBuilder(fields.text("body"));
      if (fields.bool("isChunked")) {
        long total = fields.integer("totalChunks");
        for (long index = 1; index < total; index++) {
          JsonFields chunk = JsonFields.of(next());
          if (chunk.integer("chunkIndex") != index
              || chunk.bool("isLastChunk") != (index == total - 1)) {
            throw new AssertionError("chunk " + index + " is another");
          }
          body.append(chunk.text("body"));
        }
      }
      return new Answer(
          (int) fields.integer("status"), first.object("headers").orElseThrow(), body.toString());
    }
  }

  public record Answer(int status, JsonObject headers, String body) {}

  /// The address for `GOOSE_TUNNEL_WORKER_URL`.
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /// What servers asked for when they connected, in order.
  public List<String> targets() {
    return List.copyOf(targets);
  }

  public int connected() {
    return agents.size();
  }

  /// Sends a request to the server that is connected, or will be.
  ///
  /// @param secret sent as `X-Secret-Key`
  public Visit visit(String secret, String method, String path, String body)
      throws IOException, InterruptedException {
    Visit visit = new Visit("r" + requests.incrementAndGet());
    send(request(visit.id(), secret, method, path, body));
    return visit;
  }

  /// The text of a request.
  public String request(String id, String secret, String method, String path, String body) {
    JsonObject headers =
        JsonObject.builder()
            .put("X-Secret-KEY", secret)
            .put("content-type", "application/json")
            .put("Host", "relay.example")
            .put("Content-Length", "5")
            .put("Connection", "keep-alive")
            .build();
    JsonObject.Builder request =
        JsonObject.builder()
            .put("requestId", id)
            .put("method", method)
            .put("path", path)
            .put("headers", headers);
    return writer.apply((body.isEmpty() ? request : request.put("body", body)).build());
  }

  /// Sends any text.
  public void send(String text) throws IOException, InterruptedException {
    agent().send(text);
  }

  /// Waits for a server to connect.
  public WebSocketPeer agent() throws InterruptedException {
    Eventually.holds(() -> connected() > 0);
    return agents.iterator().next();
  }

  /// Ends all connections, also those whose client has just connected, and accepts no new one.
  public void stop() {
    try {
      ServerSocket running = server;
      if (running != null) {
        running.close();
      }
      for (Socket socket : accepted) {
        socket.close();
      }
      Eventually.holds(accepted::isEmpty);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Accepts connections again, at the same address, as soon as the system has given it back.
  public void restart() {
    try {
      Eventually.holds(this::listensAgain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean listensAgain() throws IOException {
    try {
      return listen(port) == port;
    } catch (BindException _) {
      return false;
    }
  }

  private int listen(int at) throws IOException {
    ServerSocket listening = new ServerSocket();
    try {
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    server = listening;
    Thread.ofVirtual().start(() -> accept(listening));
    return listening.getLocalPort();
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        accepted.add(socket);
        Thread.ofVirtual().start(() -> serve(listening, socket));
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  private void serve(ServerSocket listening, Socket socket) {
    WebSocketPeer peer = null;
    try (socket) {
      if (listening.isClosed()) {
        return; // It came too late to be closed with the others.
      }
      peer = new WebSocketPeer(socket);
      targets.add(peer.shakeHands());
      agents.add(peer);
      for (String message = peer.read(); message != null; message = peer.read()) {
        receive((JsonObject) reader.parse(message));
      }
    } catch (IOException _) {
      // The server has disconnected.
    } finally {
      if (peer != null) {
        agents.remove(peer);
      }
      accepted.remove(socket);
    }
  }

  private void receive(JsonObject frame) {
    BlockingQueue<JsonObject> visit = answers.get(frame.text("requestId").orElse(""));
    if (visit != null) {
      visit.add(frame);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
