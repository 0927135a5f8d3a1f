package dev.gander.domain.webhook;

import dev.gander.domain.error.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/// Where something is sent to: an absolute address of HTTP or HTTPS without a user.
public record WebhookAddress(URI uri) {
  private static final int LONGEST = 2048;

  /// @throws InvalidInput if it is another text
  public static WebhookAddress of(String text) {
    try {
      URI uri = new URI(text);
      String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
      boolean isUsable =
          (scheme.equals("http") || scheme.equals("https"))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() <= 65_535
              && text.length() <= LONGEST;
      if (isUsable) {
        return new WebhookAddress(uri);
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new InvalidInput(
        "A webhook's url is http:// or https:// and a host, without a user and a fragment");
  }

  public boolean isEncrypted() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /// In lower case, without the brackets of an address.
  public String host() {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public int port() {
    return uri.getPort() >= 0 ? uri.getPort() : isEncrypted() ? 443 : 80;
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
