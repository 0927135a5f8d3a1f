/// Agents that use the Agent Client Protocol on their standard streams. Their differences are data:
/// [AcpAgent].
@NullMarked
package dev.gander.adapters.llm.programs.acp;

import org.jspecify.annotations.NullMarked;
