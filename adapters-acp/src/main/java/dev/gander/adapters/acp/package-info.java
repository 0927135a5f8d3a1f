/// The Agent Client Protocol (goosed 1.35+): JSON-RPC 2.0 messages between a client and the agents,
/// whatever carries them. [dev.gander.adapters.acp.AcpServer] is the way in.
@NullMarked
package dev.gander.adapters.acp;

import org.jspecify.annotations.NullMarked;
