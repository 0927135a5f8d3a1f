package dev.gander.domain.tunnel;

import java.util.Locale;

/// The tunnel as clients see it.
///
/// @param url where visitors find the server; empty unless this server has the tunnel open
/// @param hostname of the relay, likewise
/// @param secret what visitors must send as `X-Secret-Key`, likewise
public record TunnelStatus(State state, String url, String hostname, String secret) {
  /// In goosed's words, which are these in lower case.
  public enum State {
    IDLE,
    RUNNING,
    ERROR,
    DISABLED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Without anything for visitors.
  public static TunnelStatus bare(State state) {
    return new TunnelStatus(state, "", "", "");
  }

  public static TunnelStatus open(State state, TunnelRelay relay, TunnelIdentity identity) {
    return new TunnelStatus(
        state, relay.publicAddress(identity.agent()).toString(), relay.host(), identity.secret());
  }

  @Override
  public String toString() {
    return state.word();
  }
}
