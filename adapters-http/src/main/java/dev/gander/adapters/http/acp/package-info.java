/// The Agent Client Protocol at `/acp` (goosed 1.35+): JSON-RPC 2.0 messages, independent of the
/// transport. Each method is an entry in the table [AcpMethods].
@NullMarked
package dev.gander.adapters.http.acp;

import org.jspecify.annotations.NullMarked;
