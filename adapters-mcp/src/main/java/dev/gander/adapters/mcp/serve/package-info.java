/// The other side of MCP: extensions of ours as servers for other programs.
@NullMarked
package dev.gander.adapters.mcp.serve;

import org.jspecify.annotations.NullMarked;
