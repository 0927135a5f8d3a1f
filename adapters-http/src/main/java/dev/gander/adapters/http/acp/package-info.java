/// The transports of the Agent Client Protocol at `/acp` (goosed 1.35+): a WebSocket, and streams
/// of plain HTTP. They know of its messages only where those belong.
@NullMarked
package dev.gander.adapters.http.acp;

import org.jspecify.annotations.NullMarked;
