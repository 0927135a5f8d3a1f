/// What tools may be called with.
@NullMarked
package dev.gander.adapters.mcp.schema;

import org.jspecify.annotations.NullMarked;
