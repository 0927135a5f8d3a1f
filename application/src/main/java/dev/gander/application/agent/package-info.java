/// Agents: the in-memory state of sessions, and its creation. Start with [LiveAgents].
@NullMarked
package dev.gander.application.agent;

import org.jspecify.annotations.NullMarked;
