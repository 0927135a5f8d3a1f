package dev.gander.adapters.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A web server for tests that makes an answer of each request's body; an empty answer has the
/// status 500.
final class LoopbackServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final UnaryOperator<String> answers;
  private final ServerSocket socket;

  LoopbackServer(UnaryOperator<String> answers) {
    this.answers = answers;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::serve);
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/";
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        byte[] body = answers.apply(bodyOf(client.getInputStream())).getBytes(UTF_8);
        String head =
            (body.length == 0 ? "HTTP/1.1 500 Broken" : "HTTP/1.1 200 OK")
                + "\r\nConnection: close\r\nContent-Length: "
                + body.length
                + "\r\n\r\n";
        client.getOutputStream().write(head.getBytes(UTF_8));
        client.getOutputStream().write(body);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static String bodyOf(InputStream request) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) request.read());
    }
    Matcher length = LENGTH.matcher(head);
    return length.find()
        ? new String(request.readNBytes(Integer.parseInt(length.group(1))), UTF_8)
        : "";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
