package dev.gander.adapters.mcp.wire;

import java.util.Optional;

/// What a server over HTTP requires of its clients besides the configured headers. Any thread.
public interface ServerAccess {
  /// No requirements that could be met.
  ServerAccess NONE =
      new ServerAccess() {
        @Override
        public void prepare() {
          // Nothing to prepare.
        }

        @Override
        public Optional<String> bearer() {
          return Optional.empty();
        }

        @Override
        public boolean isGranted(AccessRefusal refusal) {
          return false;
        }
      };

  /// Called before a request; may take as long as it takes to renew a token.
  ///
  /// @throws dev.gander.domain.error.ExtensionException if the request is not worth trying
  void prepare() throws InterruptedException;

  /// The token that goes with each request; returns at once.
  Optional<String> bearer();

  /// Called after the server has refused a request; may ask the user to log in.
  ///
  /// @return whether the request is worth another try
  /// @throws dev.gander.domain.error.ExtensionException if the user did not get access
  boolean isGranted(AccessRefusal refusal) throws InterruptedException;
}
