package dev.gander.domain.share;

import java.util.List;

/// Where a published text is.
///
/// @param link fetches and decrypts the text. It contains the key and is a secret: it goes to
///   whoever asked for it and nowhere else
/// @param locator the link without its key: finds the text, but does not open it
/// @param id of the text in all its places
/// @param places all that were asked to keep it, in the order given
public record SharedText(String link, String locator, String id, List<String> places) {
  public SharedText {
    places = List.copyOf(places);
  }

  /// Without the link.
  @Override
  public String toString() {
    return "SharedText[link=hidden, locator=%s, id=%s, places=%s]".formatted(locator, id, places);
  }
}
