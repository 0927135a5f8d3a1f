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

  /// The value of the header `Host` in a request to an address. Signatures cover it, so it has to
  /// be what other programs send: the name as it is written, and a port that is not the usual one.
  static String hostOf(URI address) {
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return address.getPort() < 0 || address.getPort() == usual
        ? address.getHost()
        : address.getHost() + ":" + address.getPort();
  }

  /// As in a request to a proxy: `host:port`.
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
