package dev.gander.oauth;

import dev.gander.oauth.OAuthException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// The user's browser.
public interface Browser {
  /// Opens a page. Whether the user has seen it is unknown.
  void open(URI page);

  /// Tells the user what to do, in case no browser opens here. By default nobody hears it.
  ///
  /// @param code to enter on the page; null if it asks for none
  default void tell(URI page, @Nullable String code) {}

  /// Whether there seems to be a browser.
  default boolean isThere() {
    return true;
  }

  /// Opens a page that a service has named. Addresses outside the web are refused: with them a
  /// browser could be made to open files and start programs.
  default void openNamed(String page, String service) {
    open(web(page, service));
  }

  /// @throws OAuthException if it is not a web address
  static URI web(String page, String service) {
    try {
      URI uri = new URI(page);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Reported below.
    }
    throw new OAuthException(
        Kind.UNUSABLE_ANSWER, service + " named a page that is no address of the web");
  }
}
