package dev.gander.domain.tunnel;

import dev.gander.domain.error.InvalidInput;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The address of a relay, such as `https://relay.example/team`. Without TLS only on this machine:
/// visitors' secrets and whole conversations pass over it.
public record TunnelRelay(URI base) {

  /// @throws InvalidInput if this is no address of a relay; the message does not repeat it, since
  ///   it may contain a password
  public static TunnelRelay parse(String text) {
    try {
      return new TunnelRelay(checked(new URI(text.strip().replaceFirst("/+$", ""))));
    } catch (URISyntaxException e) {
      throw wrong();
    }
  }

  private static URI checked(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean isPlain = scheme.equals("http");
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !(isPlain || scheme.equals("https"))
        || (isPlain && !isLocal(uri.getHost()))) {
      throw wrong();
    }
    return uri;
  }

  private static boolean isLocal(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static InvalidInput wrong() {
    return new InvalidInput(
        "A relay is an address such as https://relay.example, or http://127.0.0.1:8787 on this"
            + " machine");
  }

  /// Where the server connects.
  public URI agentAddress(String agent) {
    boolean isPlain = base.getScheme().equalsIgnoreCase("http");
    String rest = base.toString().substring(base.getScheme().length());
    return URI.create((isPlain ? "ws" : "wss") + rest + "/connect?agent_id=" + encoded(agent));
  }

  /// Where visitors find the server.
  public URI publicAddress(String agent) {
    return URI.create(base + "/tunnel/" + encoded(agent));
  }

  private static String encoded(String agent) {
    return URLEncoder.encode(agent, StandardCharsets.UTF_8);
  }

  public String host() {
    return base.getHost();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
