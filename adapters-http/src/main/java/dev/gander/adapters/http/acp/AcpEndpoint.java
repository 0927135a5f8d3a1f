package dev.gander.adapters.http.acp;

import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.websocket.SocketRoute;
import dev.gander.application.api.UseCases;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// `/acp`: a WebSocket. The form for plain HTTP is not built yet.
public final class AcpEndpoint {
  private static final String PATH = "/acp";

  private AcpEndpoint() {}

  public static SocketRoute socket(UseCases use) {
    AcpMethods methods = new AcpMethods(use);
    return new SocketRoute(
        PATH,
        () -> Map.of("Acp-Connection-Id", UUID.randomUUID().toString()),
        client -> new AcpSocket(methods, client::send)::receive);
  }

  public static List<Route> routes() {
    return Stream.of("GET", "POST", "DELETE")
        .map(method -> Route.missing("acp", method, PATH))
        .toList();
  }
}
