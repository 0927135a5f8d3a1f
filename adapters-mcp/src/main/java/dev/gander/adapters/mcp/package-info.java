/// MCP clients and their transports; the bundled extensions have packages below.
@NullMarked
package dev.gander.adapters.mcp;

import org.jspecify.annotations.NullMarked;
