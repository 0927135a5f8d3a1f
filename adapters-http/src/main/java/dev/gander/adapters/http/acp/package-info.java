/// The Agent Client Protocol at `/acp` (goosed 1.35+): JSON-RPC 2.0 messages, whatever carries
/// them. Each method is an entry of the table [AcpMethods].
@NullMarked
package dev.gander.adapters.http.acp;

import org.jspecify.annotations.NullMarked;
