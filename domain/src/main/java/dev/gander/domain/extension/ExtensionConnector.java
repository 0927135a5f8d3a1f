package dev.gander.domain.extension;

/// Starts certain kinds of extensions.
public interface ExtensionConnector {
  /// Whether this connector handles the configuration.
  boolean connects(ExtensionConfig config);

  /// Starts an extension and waits until it is ready. `config` is resolved: its environment
  /// contains the secrets, and variables are substituted. The caller closes the extension.
  ///
  /// @throws dev.gander.domain.error.ExtensionException if it cannot be started; nothing is left
  ///   running, the message is shown to the user, and it says whether the configuration is at fault
  /// @throws InterruptedException if the thread was interrupted; nothing is left running
  Extension connect(ExtensionConfig config, ExtensionHost host) throws InterruptedException;

  /// Asks the user to log in to an extension, whatever is stored, and keeps what comes of it for
  /// connections to come. [#connect] does so by itself when it has to.
  ///
  /// @return whether there are logins for such an extension; if not, nothing was done
  /// @throws dev.gander.domain.error.ExtensionException if the user does not log in, or cannot
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  default boolean logIn(ExtensionConfig config) throws InterruptedException {
    return false;
  }
}
