package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/// The addresses that a login at a resource may use: with TLS anywhere, without only where the
/// resource itself is. A server elsewhere must not make us talk to services of this machine.
record SafeAddress(URI resource) {
  URI need(JsonObject metadata, String member) {
    return of(metadata.text(member).orElse(""), member);
  }

  /// @param what stands in the message for the user
  URI of(String text, String what) {
    try {
      URI address = new URI(text);
      if (address.getHost() != null && isSafe(address) && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException _) {
      // Reported below.
    }
    throw new OAuthException(
        Kind.UNUSABLE_ANSWER, resource.getHost() + " names no usable address as its " + what);
  }

  private boolean isSafe(URI address) {
    return switch (scheme(address)) {
      case "https" -> true;
      case "http" -> scheme(resource).equals("http") && isSameMachine(address);
      default -> false;
    };
  }

  private boolean isSameMachine(URI address) {
    return address.getHost().equalsIgnoreCase(resource.getHost())
        || (isLoopback(address) && isLoopback(resource));
  }

  private static boolean isLoopback(URI address) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}");
  }

  boolean isOfResource(URI address) {
    return origin(address).equals(origin(resource));
  }

  /// Where well-known documents of an address are.
  static String origin(URI address) {
    int port = address.getPort();
    boolean isUsual = port < 0 || port == (scheme(address).equals("https") ? 443 : 80);
    return scheme(address)
        + "://"
        + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT)
        + (isUsual ? "" : ":" + port);
  }

  private static String scheme(URI address) {
    return Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
  }
}
