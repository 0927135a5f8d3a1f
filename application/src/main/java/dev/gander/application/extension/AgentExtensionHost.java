package dev.gander.application.extension;

import dev.gander.application.model.Sampling;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.tool.Tool;
import java.util.List;

/// A host that lets an extension see and change the other extensions of its agent.
public interface AgentExtensionHost extends ExtensionHost {
  ConnectedExtensions extensions();

  /// Queries the session's model outside the conversation; nothing is stored.
  ///
  /// @param tools that the model may call; the caller reads the calls
  /// @throws dev.gander.domain.error.GanderException if there is no model or it fails
  Sampling.Said ask(String system, String question, List<Tool> tools) throws InterruptedException;
}
