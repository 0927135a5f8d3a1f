package dev.gander.adapters.http.acp;

import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.peer.AcpService;
import dev.gander.adapters.http.websocket.MessageListener;
import dev.gander.adapters.http.websocket.SocketRoute;
import dev.gander.adapters.http.websocket.WebSocket;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// `/acp`: a WebSocket. The form for plain HTTP is not built yet.
public final class AcpEndpoint {
  private static final String PATH = "/acp";

  private AcpEndpoint() {}

  public static SocketRoute socket(AcpService service) {
    return new SocketRoute(
        PATH,
        () -> Map.of("Acp-Connection-Id", UUID.randomUUID().toString()),
        socket -> listener(service.connect(client(socket))));
  }

  private static AcpService.Client client(WebSocket socket) {
    return new AcpService.Client() {
      @Override
      public void send(JsonObject message, String text) {
        socket.send(text);
      }

      @Override
      public void cutOff() {
        socket.cutOff();
      }
    };
  }

  private static MessageListener listener(AcpService.Peer peer) {
    return new MessageListener() {
      @Override
      public void message(String text) {
        peer.receive(text);
      }

      @Override
      public void closed() {
        peer.close();
      }
    };
  }

  public static List<Route> routes() {
    return Stream.of("GET", "POST", "DELETE")
        .map(method -> Route.missing("acp", method, PATH))
        .toList();
  }
}
