package dev.gander.domain.tunnel;

/// Links to relays, over which visitors reach this server. Thread-safe.
public interface TunnelLinks {
  /// Begins to connect and returns. The link connects again whenever it breaks, with growing
  /// pauses, until it is closed.
  ///
  /// A visitor's request counts only with the secret of this identity; it then goes to the server
  /// with the server's own key in the place of that secret, and the answer goes back over the
  /// relay. When the link breaks, all requests that came over it end.
  Link open(TunnelRelay relay, TunnelIdentity identity, LocalServer server);

  /// One link.
  interface Link extends AutoCloseable {
    State state();

    /// Disconnects, and ends the requests that came over it. Does not wait for them.
    @Override
    void close();
  }

  /// How it stands with a link that is not closed.
  sealed interface State {
    /// No attempt has succeeded or failed yet.
    record Connecting() implements State {}

    record Connected() implements State {}

    /// The last attempt failed, or the connection broke and no new one is there yet.
    ///
    /// @param reason for the user; names no secret
    record Broken(String reason) implements State {}
  }
}
