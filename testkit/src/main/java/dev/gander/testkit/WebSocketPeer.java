package dev.gander.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One client's WebSocket (RFC 6455), as far as a test needs it.
public final class WebSocketPeer {
  private static final String GREETING = "Sec-WebSocket-Key: ";
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int LAST = 0x80;

  private final DataInputStream in;
  private final DataOutputStream out;

  public WebSocketPeer(Socket socket) throws IOException {
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

  private synchronized void frame(int head, byte[] body) throws IOException {
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

  /// Accepts the connection.
  ///
  /// @return the target of the client's request, as in `/path?query`
  public String shakeHands() throws IOException {
    String target = line().split(" ", -1)[1];
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
    return target;
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
  public @Nullable String read() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      int head = in.readUnsignedByte();
      byte[] body = body();
      switch (head & 0xf) {
        case CLOSE -> {
          return null;
        }
        case PING -> frame(LAST | PONG, body);
        case PONG -> {}
        default -> {
          message.writeBytes(body);
          if ((head & LAST) != 0) {
            return message.toString(StandardCharsets.UTF_8);
          }
        }
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
