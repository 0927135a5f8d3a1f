package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// One part of a resource's content. A resource may have several, each with its own URI.
public sealed interface ResourceContent {
  String uri();

  @Nullable String mimeType();

  /// Metadata from the extension for the program that displays the content; passed through
  /// unchanged.
  @Nullable JsonObject meta();

  record Text(String uri, @Nullable String mimeType, String text, @Nullable JsonObject meta)
      implements ResourceContent {}

  /// @param data base64, not validated
  record Blob(String uri, @Nullable String mimeType, String data, @Nullable JsonObject meta)
      implements ResourceContent {}
}
