package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// A link to something shared: `goose://sessions/nostr?nevent=…&key=…`. Its text is a secret, since
/// it contains the key; it goes to the client that requested it and nowhere else.
record ShareLink(EventPointer event, ShareKey key) {
  /// Opening a link connects to all of its relays.
  static final int MOST_RELAYS = 16;

  /// @throws InvalidInput if the text is not such a link, or names no relay or too many; the
  ///   message does not quote it
  static ShareLink parse(String text) {
    String query = query(text.strip());
    EventPointer event = EventPointer.parse(parameter(query, "nevent"));
    ShareKey key = ShareKey.parse(parameter(query, "key"));
    if (event.relays().isEmpty()) {
      throw new InvalidInput("The link names no relay");
    }
    if (event.relays().size() > MOST_RELAYS) {
      throw new InvalidInput("The link names more than " + MOST_RELAYS + " relays");
    }
    return new ShareLink(event, key);
  }

  String text() {
    return "goose://sessions/nostr?nevent=" + event.nevent() + "&key=" + key.hex();
  }

  private static String query(String text) {
    try {
      URI uri = new URI(text);
      String query = uri.getRawQuery();
      if ("goose".equalsIgnoreCase(uri.getScheme())
          && "sessions".equals(uri.getRawAuthority())
          && "/nostr".equals(uri.getRawPath())
          && query != null) {
        return query;
      }
    } catch (URISyntaxException _) {
      // Its message would quote the link.
    }
    throw new InvalidInput("This is no link to a session that was shared over Nostr");
  }

  /// The first value of that name counts, as in goosed.
  private static String parameter(String query, String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return decoded(pair.substring(name.length() + 1));
      }
    }
    throw new InvalidInput("The link has no " + name);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("The link has a percent sign that stands for nothing");
    }
  }
}
