package dev.gander.domain.tunnel;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How a program on this machine reaches this server.
///
/// @param address without a path, such as `https://127.0.0.1:8080`
/// @param key what `X-Secret-Key` must be
/// @param fingerprint the SHA-256 of its certificate, as 32 upper-case hexadecimal bytes joined by
///   colons, the only certificate to accept; null without TLS
public record LocalServer(URI address, String key, @Nullable String fingerprint) {
  @Override
  public String toString() {
    return address.toString();
  }
}
