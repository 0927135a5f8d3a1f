package dev.gander.adapters.http.acp;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Operation;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form of the protocol for plain HTTP. Mistakes are told in goosed's order and with its
/// statuses.
final class AcpRoutes {
  private static final String CONNECTION = "acp-connection-id";
  private static final String SESSION = "acp-session-id";

  /// Pages of another origin may read these.
  private static final Map<String, String> EXPOSED =
      Map.of("access-control-expose-headers", CONNECTION + "," + SESSION);

  private final StreamableConnections connections;

  AcpRoutes(StreamableConnections connections) {
    this.connections = connections;
  }

  /// In the order of `Allow`.
  List<Route> on(String path) {
    return List.of(
        Route.post("acp", path, exposing(this::post)).withMebibytes(50),
        Route.get("acp", path, exposing(this::stream)),
        Route.delete("acp", path, exposing(this::end)));
  }

  private static Operation exposing(Operation operation) {
    return call -> {
      try {
        return operation.answer(call).with(EXPOSED);
      } catch (Refusal e) {
        return Answer.error(e.status(), String.valueOf(e.getMessage())).with(EXPOSED);
      }
    };
  }

  private Answer post(Call call) throws InterruptedException {
    Json body = call.json();
    if (body instanceof JsonArray) {
      return Answer.error(501, "Batch requests are not supported");
    }
    var message = new PostedMessage(body instanceof JsonObject object ? object : JsonObject.EMPTY);
    if (message.isFirst()) {
      return begin(message.json(), call);
    }
    StreamableConnection connection = connection(call);
    Optional<String> session = session(call);
    if (message.needsSession() && session.or(message::session).isEmpty()) {
      throw new Refusal(
          400, "Bad Request: Acp-Session-Id header required for session-scoped methods");
    }
    if (!message.isProper()) {
      throw new Refusal(400, "Invalid JSON-RPC message");
    }
    connection.post(message, session);
    return Answer.accepted();
  }

  private Answer begin(JsonObject request, Call call) throws InterruptedException {
    StreamableConnection connection = connections.create(call.caller());
    Optional<JsonObject> answer = connection.begin(request);
    return answer
        .map(it -> Answer.json(it).with(CONNECTION, connection.id()))
        .orElseThrow(() -> new Refusal(500, "Failed to forward message to agent"));
  }

  private Answer stream(Call call) {
    if (call.header("accept").filter(types -> types.contains("text/event-stream")).isEmpty()) {
      throw new Refusal(406, "Not Acceptable: Client must accept text/event-stream");
    }
    StreamableConnection connection = connection(call);
    Optional<String> session = session(call);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONNECTION, connection.id());
    session.ifPresent(id -> headers.put(SESSION, id));
    return new Answer.Events(connection.open(session), headers);
  }

  private Answer end(Call call) {
    connections.end(connection(call));
    return Answer.accepted();
  }

  private StreamableConnection connection(Call call) {
    String id =
        call.header(CONNECTION)
            .orElseThrow(() -> new Refusal(400, "Bad Request: Acp-Connection-Id header required"));
    return connections
        .find(id, call.caller())
        .orElseThrow(() -> new Refusal(404, "Unknown Acp-Connection-Id"));
  }

  private static Optional<String> session(Call call) {
    return call.header(SESSION).filter(id -> !id.isBlank());
  }
}
