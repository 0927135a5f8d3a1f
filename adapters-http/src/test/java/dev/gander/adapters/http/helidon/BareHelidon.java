package dev.gander.adapters.http.helidon;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Helidon with its defaults and nothing of ours, on a free port.
record BareHelidon(WebServer server) implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  static BareHelidon with(Consumer<HttpRouting.Builder> routes) {
    return start(
        config -> {
          HttpRouting.Builder routing = HttpRouting.builder();
          routes.accept(routing);
          config.routing(routing);
        });
  }

  static BareHelidon start(Consumer<WebServerConfig.Builder> settings) {
    WebServerConfig.Builder config = WebServer.builder().shutdownHook(false);
    settings.accept(config);
    return new BareHelidon(config.port(0).build().start());
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /// A connection on which a request has been sent.
  Socket send(String... lines) throws IOException {
    Socket socket = connect();
    String text = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// The status line of the next answer; its headers are skipped, its body is still to be read.
  static String status(Socket socket) throws IOException {
    String head = "";
    for (InputStream in = socket.getInputStream(); !head.endsWith("\r\n\r\n"); ) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head += (char) next;
    }
    return head.lines().findFirst().orElseThrow();
  }

  @Override
  public void close() {
    server.stop();
  }
}
