package dev.gander.domain.tunnel;

/// What makes a tunnel this server's own; kept, so that a phone that was given it once finds the
/// server again.
///
/// @param agent the name at the relay; part of the public address
/// @param secret what visitors must show instead of the server's key
public record TunnelIdentity(String agent, String secret) {
  @Override
  public String toString() {
    return agent;
  }
}
