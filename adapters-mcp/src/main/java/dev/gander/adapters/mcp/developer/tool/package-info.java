/// What all tools of the extension `developer` have in common: how they are called, and the form of
/// their answers and error messages.
@NullMarked
package dev.gander.adapters.mcp.developer.tool;

import org.jspecify.annotations.NullMarked;
