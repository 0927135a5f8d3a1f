/// The tool `tree`: the walk through a folder, and the ignore files that it honours. Start with
/// [TreeTool].
@NullMarked
package dev.gander.adapters.mcp.developer.tree;

import org.jspecify.annotations.NullMarked;
