/// Checks the arguments of tools.
@NullMarked
package dev.gander.adapters.mcp.schema;

import org.jspecify.annotations.NullMarked;
