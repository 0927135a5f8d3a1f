package dev.gander.domain.share;

import java.util.List;

/// Where a published text is.
///
/// @param link fetches and decrypts the text. It contains the key and is a secret: it must only be
///   given to the caller
/// @param locator the link without its key: locates the text, but cannot decrypt it
/// @param id of the text in all its places
/// @param places all that were asked to store it, in the order given
public record SharedText(String link, String locator, String id, List<String> places) {
  public SharedText {
    places = List.copyOf(places);
  }

  /// Omits the link.
  @Override
  public String toString() {
    return "SharedText[link=hidden, locator=%s, id=%s, places=%s]".formatted(locator, id, places);
  }
}
