/// The tool `tree`: the walk through a folder. Start with [TreeTool].
@NullMarked
package dev.gander.adapters.mcp.developer.tree;

import org.jspecify.annotations.NullMarked;
