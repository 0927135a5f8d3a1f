package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.RequestSource;
import dev.gander.adapters.http.websocket.OpenSockets;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.Scope;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import org.jspecify.annotations.Nullable;

/// Turns a connection into a socket if its client may open one there. Otherwise the request is
/// handled, and refused, like any other.
final class SocketUpgrader implements Http1Upgrader {
  private final OpenSockets sockets;
  private final HostCheck hosts;
  private final Gate gate;

  SocketUpgrader(OpenSockets sockets, HostCheck hosts, Gate gate) {
    this.sockets = sockets;
    this.hosts = hosts;
    this.gate = gate;
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    String path = prologue.uriPath().rawPath();
    boolean admitted =
        prologue.method().equals(Method.GET)
            && path.equals(sockets.path())
            && hosts.allows(headers.first(HeaderNames.HOST).orElse(null));
    return admitted
            && gate.enter(
                    source(context, headers),
                    "GET",
                    path,
                    name -> headers.first(HeaderNames.create(name)),
                    Query.of(prologue.query().rawValue()))
                instanceof Gate.Entry.Admitted(Caller caller)
            && caller.may(Scope.READ)
        ? open(context, headers, caller)
        : null;
  }

  private static RequestSource source(ConnectionContext context, Headers headers) {
    return new RequestSource(
        context.remotePeer().host(),
        headers.first(HeaderNames.HOST).orElse(null),
        context.isSecure());
  }

  private @Nullable ServerConnection open(
      ConnectionContext context, Headers headers, Caller caller) {
    return sockets
        .open(context, headers, caller, gate.validity(caller))
        .map(
            open -> {
              String from = context.remotePeer().host();
              gate.record(
                  new RecordRequest.Request(caller.key().value(), from, "acp_socket", null, "101"));
              return kept(open, context);
            })
        .orElse(null);
  }

  private static ServerConnection kept(ServerConnection socket, ConnectionContext context) {
    ((ServedConnection) context).client().becomesSocket();
    return socket;
  }
}
