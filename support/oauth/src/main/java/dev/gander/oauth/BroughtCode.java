package dev.gander.oauth;

import org.jspecify.annotations.Nullable;

/// What the browser brought back to this machine.
///
/// @param issuer the authorization server that issued the code (RFC 9207); null if it does not say
public record BroughtCode(String code, @Nullable String issuer) {
  /// Printing this does not reveal the code.
  @Override
  public String toString() {
    return "BroughtCode[" + issuer + "]";
  }
}
