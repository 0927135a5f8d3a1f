package dev.gander.adapters.http.websocket;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// A path that clients open sockets on.
///
/// @param path as it has to be, letter by letter
/// @param headers makes the additional headers of the answer that opens a socket
/// @param listener makes what hears a new client
public record SocketRoute(
    String path,
    Supplier<Map<String, String>> headers,
    Function<WebSocket, MessageListener> listener) {}
