package dev.gander.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A service on this machine that sends the same bytes in answer to every request, as fast as they
/// are read. It reads just enough HTTP to keep a connection open, so it costs next to nothing
/// itself.
final class CannedService implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final byte[] answer;

  CannedService(byte[] body) throws IOException {
    byte[] head =
        ("HTTP/1.1 200 OK\r\ncontent-length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    answer = new byte[head.length + body.length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(body, 0, answer, head.length, body.length);
    Thread.ofPlatform().daemon().start(this::open);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket visitor = door.accept();
        visitor.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().start(() -> serve(visitor));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket visitor) {
    byte[] buffer = new byte[64 * 1024];
    try (visitor) {
      InputStream in = new BufferedInputStream(visitor.getInputStream());
      OutputStream out = visitor.getOutputStream();
      for (int length = head(in); length >= 0; length = head(in)) {
        for (int left = length; left > 0; ) {
          left -= Math.max(0, in.read(buffer, 0, Math.min(left, buffer.length)));
        }
        out.write(answer);
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  /// Reads the head of a request and returns the length of its body, or -1 when there are no more
  /// requests.
  private static int head(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.equals("\0")) {
        return -1;
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return "\0";
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
