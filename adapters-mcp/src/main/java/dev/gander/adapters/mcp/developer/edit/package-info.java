/// The tools `write` and `edit`, and the text files that they change.
@NullMarked
package dev.gander.adapters.mcp.developer.edit;

import org.jspecify.annotations.NullMarked;
