/// The extension `summon`: an agent hands tasks to sub-agents, each in a session of its own. Start
/// with [dev.gander.application.subagent.SummonExtension].
@NullMarked
package dev.gander.application.subagent;

import org.jspecify.annotations.NullMarked;
