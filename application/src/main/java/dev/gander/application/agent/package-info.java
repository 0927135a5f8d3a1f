/// Agents: the state of a session in memory, and how it is made. Start with [LiveAgents].
@NullMarked
package dev.gander.application.agent;

import org.jspecify.annotations.NullMarked;
