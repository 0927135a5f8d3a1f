package dev.gander.domain.cluster;

import dev.gander.domain.extension.ExtensionConfig;

/// A change of the extensions of a session's agent.
public sealed interface ExtensionChange {
  /// It starts, in place of one with its name.
  record Add(ExtensionConfig config) implements ExtensionChange {}

  /// It stops, if it is loaded.
  ///
  /// @param name in any spelling that gives the same key
  record Remove(String name) implements ExtensionChange {}
}
