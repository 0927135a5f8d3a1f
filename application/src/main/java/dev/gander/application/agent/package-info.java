/// Agents: the state of a session in memory, and the use cases of `/agent`. Start with
/// [LiveAgents].
@NullMarked
package dev.gander.application.agent;

import org.jspecify.annotations.NullMarked;
