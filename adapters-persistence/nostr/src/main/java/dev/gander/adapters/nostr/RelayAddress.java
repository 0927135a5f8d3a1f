package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;

/// The address of a relay, such as `wss://relay.example`; the text is kept as given. It has no user
/// or password, since addresses appear in error messages.
record RelayAddress(String text) {
  /// As many bytes as fit into a `nevent`.
  private static final int LONGEST = 255;

  private static final int HIGHEST_PORT = 65_535;

  /// @throws InvalidInput if no WebSocket can be opened at this address
  RelayAddress {
    if (!isAddress(text)) {
      throw new InvalidInput("Not the address of a relay (wss://host): " + shortened(text));
    }
  }

  URI uri() {
    return URI.create(text);
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return text.length() <= LONGEST
          && text.equals(uri.toASCIIString())
          && ("wss".equalsIgnoreCase(uri.getScheme()) || "ws".equalsIgnoreCase(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null
          && uri.getPort() != 0
          && uri.getPort() <= HIGHEST_PORT;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  @Override
  public String toString() {
    return text;
  }
}
