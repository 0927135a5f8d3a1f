/// Slash commands that only need the session's agent: `/goal`, `/prompt`, `/skills` and the like.
/// Start with [AgentCommands].
@NullMarked
package dev.gander.application.command;

import org.jspecify.annotations.NullMarked;
