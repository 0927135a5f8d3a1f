package dev.gander.adapters.local.hub;

import java.net.URI;
import java.util.Locale;

/// The server behind an address.
record Origin(String scheme, String host, int port) {
  static Origin of(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    return new Origin(
        scheme,
        String.valueOf(address.getHost()).toLowerCase(Locale.ROOT),
        address.getPort() < 0 ? usual : address.getPort());
  }

  /// Whether it can be asked over HTTP.
  static boolean isWeb(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return address.getHost() != null && (scheme.equals("https") || scheme.equals("http"));
  }

  boolean isEncrypted() {
    return scheme.equals("https");
  }
}
