/// Child processes of extensions: where their programs are found, how they start, and how they and
/// all that they started end. Knows nothing of MCP. Start with [ChildProcess].
@NullMarked
package dev.gander.adapters.mcp.process;

import org.jspecify.annotations.NullMarked;
