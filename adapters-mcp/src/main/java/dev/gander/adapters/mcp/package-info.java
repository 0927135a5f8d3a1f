/// MCP clients and their transports; the bundled extensions are in the packages below.
@NullMarked
package dev.gander.adapters.mcp;

import org.jspecify.annotations.NullMarked;
