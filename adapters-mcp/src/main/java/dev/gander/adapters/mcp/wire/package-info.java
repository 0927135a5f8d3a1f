/// How MCP messages travel: SDK transports that carry our JSON tree, so that nothing a server sends
/// gets lost in between. Start with [McpConnection].
@NullMarked
package dev.gander.adapters.mcp.wire;

import org.jspecify.annotations.NullMarked;
