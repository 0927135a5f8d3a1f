package dev.gander.adapters.http.websocket;

import dev.gander.domain.access.Caller;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A path that clients open sockets on.
///
/// @param path compared exactly
/// @param headers supplies the additional headers of the answer that opens a socket
/// @param listener makes the listener of a new client
public record SocketRoute(
    String path,
    Supplier<Map<String, String>> headers,
    BiFunction<WebSocket, Visit, MessageListener> listener) {

  /// Who has opened a socket.
  ///
  /// @param isValid whether the key may go on
  public record Visit(Caller caller, BooleanSupplier isValid) {}
}
