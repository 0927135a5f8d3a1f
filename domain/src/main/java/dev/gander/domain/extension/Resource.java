package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Something readable that an extension offers.
///
/// @param name for display; may be empty
/// @param meta from the extension for the program that displays it
public record Resource(
    String uri, String name, @Nullable String description, @Nullable JsonObject meta) {

  public Resource(String uri, String name) {
    this(uri, name, null, null);
  }
}
