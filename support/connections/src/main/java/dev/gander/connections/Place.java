package dev.gander.connections;

import java.net.URI;
import java.util.Locale;

/// Where connections lead: those to the same place can be used for each other's requests.
///
/// @param host in lower case, an IPv6 address without its brackets
/// @param isSecure whether with TLS
record Place(String host, int port, boolean isSecure) {
  /// The place of an `http` or `https` address.
  static Place of(URI address) {
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    int usual = secure ? 443 : 80;
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    return new Place(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        address.getPort() < 0 ? usual : address.getPort(),
        secure);
  }

  /// As in a request to a proxy: `host:port`.
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
