package dev.gander.connections;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An entry of `no_proxy`: `*`, a host with all its subdomains (`example.com`, `.example.com`,
/// `*.example.com`), an address or a network (`10.0.0.0/8`), each with a port (`host:8080`) or for
/// all ports. Names are not looked up, so a network contains addresses only.
///
/// @param host in lower case, without the brackets of an address
/// @param bits of a network; null for a host
/// @param port null for all
record DirectHosts(String host, @Nullable Integer bits, @Nullable Integer port) {
  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]+]|[^:]+)(?::([0-9]{1,5}))?");
  private static final Pattern NETWORK = Pattern.compile("(.+)/([0-9]{1,3})");

  static DirectHosts of(String entry) {
    String text = entry.strip().toLowerCase(Locale.ROOT);
    Matcher withPort = WITH_PORT.matcher(text);
    // Text with more colons is an IPv6 address without brackets.
    String place = withPort.matches() ? withPort.group(1) : text;
    String port = withPort.matches() ? withPort.group(2) : null;
    Matcher network = NETWORK.matcher(place);
    boolean isNetwork = network.matches();
    return new DirectHosts(
        bare(isNetwork ? network.group(1) : place),
        isNetwork ? Integer.valueOf(network.group(2)) : null,
        port == null ? null : Integer.valueOf(port));
  }

  boolean cover(URI target) {
    String asked = bare(String.valueOf(target.getHost()).toLowerCase(Locale.ROOT));
    if (port != null && port != portOf(target)) {
      return false;
    }
    return bits == null ? coversName(asked) : coversAddress(asked, bits);
  }

  private boolean coversName(String asked) {
    String domain = host.startsWith("*.") ? host.substring(2) : host.replaceFirst("^\\.", "");
    return host.equals("*") || asked.equals(domain) || asked.endsWith("." + domain);
  }

  private boolean coversAddress(String asked, int size) {
    Optional<byte[]> network = address(host);
    Optional<byte[]> address = address(asked);
    return network.isPresent()
        && address.isPresent()
        && network.get().length == address.get().length
        && size <= 8 * network.get().length
        && haveSameStart(network.get(), address.get(), size);
  }

  private static boolean haveSameStart(byte[] a, byte[] b, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static int portOf(URI target) {
    if (target.getPort() >= 0) {
      return target.getPort();
    }
    return "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80;
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
