package dev.gander.application.extension;

import dev.gander.domain.extension.ExtensionHost;

/// A host that lets an extension see and change the other extensions of its agent.
public interface AgentExtensionHost extends ExtensionHost {
  ConnectedExtensions extensions();
}
