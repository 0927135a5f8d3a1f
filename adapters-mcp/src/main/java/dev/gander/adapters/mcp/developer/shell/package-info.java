/// The tool `shell`: finding the shell, running a command with its processes, and keeping and
/// showing its output. Start with [ShellTool].
@NullMarked
package dev.gander.adapters.mcp.developer.shell;

import org.jspecify.annotations.NullMarked;
