package dev.gander.adapters.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Sends bytes that a proper HTTP client would not.
record RawClient(int port) {

  /// An answer as it came; `head` is everything before the empty line.
  record RawAnswer(int status, String head, String body) {}

  RawAnswer get(String target) {
    return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\n\r\n");
  }

  /// Sends the text and reads one answer.
  RawAnswer send(String text) {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  static RawAnswer read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    int length = length(head.toString());
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new RawAnswer(Integer.parseInt(head.substring(9, 12)), head.toString(), body);
  }

  private static int length(String head) {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    return 0;
  }
}
