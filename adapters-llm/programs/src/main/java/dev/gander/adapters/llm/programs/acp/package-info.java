/// Agents that speak the Agent Client Protocol over their standard streams. What differs between
/// them is data: [AcpAgent].
@NullMarked
package dev.gander.adapters.llm.programs.acp;

import org.jspecify.annotations.NullMarked;
