package dev.gander.domain.extension;

/// Starts extensions of some kinds.
public interface ExtensionConnector {
  /// Whether this connector is the one for a configuration.
  boolean connects(ExtensionConfig config);

  /// Starts an extension and waits until it is ready. `config` is resolved: secrets are in its
  /// environment, variables are replaced. The caller closes what it gets.
  ///
  /// @throws dev.gander.domain.error.ExtensionException if it cannot be started; nothing is left
  ///   running, and the message is what the user is told
  /// @throws InterruptedException if the thread was interrupted; nothing is left running
  Extension connect(ExtensionConfig config, ExtensionHost host) throws InterruptedException;
}
