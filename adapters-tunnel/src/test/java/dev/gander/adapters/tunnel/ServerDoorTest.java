package dev.gander.adapters.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.tunnel.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerDoorTest {
  private static final String SECRET = "tunnel-secret";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// An interrupt ends the client's own thread, as an OutOfMemoryError there does.
  @Test
  void anHttpClientThatDiedIsReplaced() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Set<Thread> others = clients();
    try (ServerDoor door = new ServerDoor(new LocalServer(address, "key", null), SECRET)) {
      assertEquals(204, ask(door));
      Set<Thread> ours = clients();
      ours.removeAll(others);
      assertEquals(1, ours.size());
      for (Thread client : ours) {
        client.interrupt();
        client.join();
      }

      assertEquals(204, ask(door));
    }
  }

  private static int ask(ServerDoor door) throws Exception {
    VisitorRequest request =
        new VisitorRequest("1", "GET", "/status", Map.of("x-secret-key", SECRET), "");
    var answer = door.ask(request);
    try (InputStream body = answer.body()) {
      body.readAllBytes();
    }
    return answer.statusCode();
  }

  private static Set<Thread> clients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
        .collect(Collectors.toSet());
  }
}
