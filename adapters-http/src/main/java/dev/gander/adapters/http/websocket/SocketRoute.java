package dev.gander.adapters.http.websocket;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// A path that clients open sockets on.
///
/// @param path compared exactly
/// @param headers supplies the additional headers of the answer that opens a socket
/// @param listener makes the listener of a new client
public record SocketRoute(
    String path,
    Supplier<Map<String, String>> headers,
    Function<WebSocket, MessageListener> listener) {}
