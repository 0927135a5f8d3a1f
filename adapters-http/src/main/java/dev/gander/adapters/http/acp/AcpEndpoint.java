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
import java.util.function.BooleanSupplier;

/// `/acp`: a WebSocket, or messages and event streams of plain HTTP.
public final class AcpEndpoint implements AutoCloseable {
  private static final String PATH = "/acp";

  private final AcpService service;
  private final StreamableConnections connections;

  public AcpEndpoint(AcpService service) {
    this(service, StreamTimes.USUAL);
  }

  public AcpEndpoint(AcpService service, StreamTimes times) {
    this.service = service;
    this.connections = new StreamableConnections(service, times);
  }

  public SocketRoute socket() {
    return new SocketRoute(
        PATH, () -> Map.of("Acp-Connection-Id", UUID.randomUUID().toString()), this::listener);
  }

  private MessageListener listener(WebSocket socket, SocketRoute.Visit visit) {
    AcpService.Client client = client(socket, visit.isValid());
    return listener(service.connect(client, visit.caller()), client, visit.isValid());
  }

  /// One whose key has ended is cut off.
  private static AcpService.Client client(WebSocket socket, BooleanSupplier isValid) {
    return new AcpService.Client() {
      @Override
      public void send(JsonObject message, String text, boolean isFollowed) {
        if (isValid.getAsBoolean()) {
          socket.send(text, isFollowed);
        } else {
          cutOff();
        }
      }

      @Override
      public void cutOff() {
        socket.cutOff();
      }
    };
  }

  private static MessageListener listener(
      AcpService.Peer peer, AcpService.Client client, BooleanSupplier isValid) {
    return new MessageListener() {
      @Override
      public void message(String text) {
        if (isValid.getAsBoolean()) {
          peer.receive(text);
        } else {
          client.cutOff();
        }
      }

      @Override
      public void closed() {
        peer.close();
      }
    };
  }

  public List<Route> routes() {
    return new AcpRoutes(connections).on(PATH);
  }

  /// Ends the connections of plain HTTP; sockets end with the server.
  @Override
  public void close() {
    connections.close();
  }
}
