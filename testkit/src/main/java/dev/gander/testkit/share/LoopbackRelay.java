package dev.gander.testkit.share;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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
    void answer(String message, Peer peer) throws IOException;
  }

  private static final Pattern ID = Pattern.compile("\"ids?\":\\[?\"([0-9a-f]{64})\"");
  private static final Pattern EVENT = Pattern.compile("\\[\"EVENT\",(.*)]", Pattern.DOTALL);
  private static final Pattern REQUEST = Pattern.compile("\\[\"REQ\",\"([^\"]*)\".*");
  private static final String GREETING = "Sec-WebSocket-Key: ";
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int LAST = 0x80;

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
      Peer peer = new Peer(socket);
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

  private void keep(String message, Peer peer) throws IOException {
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

  /// One client's WebSocket (RFC 6455), as far as a test needs it.
  public static final class Peer {
    private final DataInputStream in;
    private final DataOutputStream out;

    private Peer(Socket socket) throws IOException {
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      out = new DataOutputStream(socket.getOutputStream());
    }

    /// Sends a complete message.
    public void send(String text) throws IOException {
      frame(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a message in parts; it need not be completed.
    public void sendBeginning(String text) throws IOException {
      frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendMore(String text) throws IOException {
      frame(0, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendEnd(String text) throws IOException {
      frame(LAST, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a close frame.
    public void sendClose(int code, String reason) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.write(code >> 8);
      body.write(code);
      body.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
      frame(LAST | CLOSE, body.toByteArray());
    }

    /// Drops the connection.
    public void hangUp() throws IOException {
      in.close();
    }

    private void frame(int head, byte[] body) throws IOException {
      out.write(head);
      if (body.length < 126) {
        out.write(body.length);
      } else if (body.length < 1 << 16) {
        out.write(126);
        out.writeShort(body.length);
      } else {
        out.write(127);
        out.writeLong(body.length);
      }
      out.write(body);
      out.flush();
    }

    private void shakeHands() throws IOException {
      String key = "";
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.regionMatches(true, 0, GREETING, 0, GREETING.length())) {
          key = line.substring(GREETING.length());
        }
      }
      out.writeBytes(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + accepted(key)
              + "\r\n\r\n");
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the client has gone");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }

    private static String accepted(String key) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-1")
                .digest((key + SALT).getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-1", e);
      }
    }

    /// The next message; null after a close frame.
    private @Nullable String read() throws IOException {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      while (true) {
        int head = in.readUnsignedByte();
        message.writeBytes(body());
        if ((head & 0xf) == CLOSE) {
          return null;
        }
        if ((head & LAST) != 0) {
          return message.toString(StandardCharsets.UTF_8);
        }
      }
    }

    private byte[] body() throws IOException {
      int length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      byte[] mask = in.readNBytes(4);
      byte[] body = in.readNBytes(length);
      for (int i = 0; i < body.length; i++) {
        body[i] ^= mask[i % 4];
      }
      return body;
    }
  }
}
