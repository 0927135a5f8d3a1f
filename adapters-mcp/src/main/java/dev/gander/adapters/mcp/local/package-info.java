/// What extensions of our own have in common, which run in the server: their declared tools.
@NullMarked
package dev.gander.adapters.mcp.local;

import org.jspecify.annotations.NullMarked;
