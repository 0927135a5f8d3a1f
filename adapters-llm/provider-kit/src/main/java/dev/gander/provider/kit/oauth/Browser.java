package dev.gander.provider.kit.oauth;

import dev.gander.provider.kit.oauth.OAuthException.Kind;
import java.net.URI;
import java.net.URISyntaxException;

/// The user's browser.
public interface Browser {
  /// Shows a page. Whether the user has seen it is not known.
  void open(URI page);

  /// Whether there seems to be one at all.
  default boolean isThere() {
    return true;
  }

  /// Shows a page that a service has named: a browser may be made to open files and start programs
  /// by other addresses than those of the web.
  default void openNamed(String page, String service) {
    open(web(page, service));
  }

  /// @throws OAuthException if it is not an address of the web
  static URI web(String page, String service) {
    try {
      URI uri = new URI(page);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new OAuthException(
        Kind.UNUSABLE_ANSWER, service + " named a page that is no address of the web");
  }
}
