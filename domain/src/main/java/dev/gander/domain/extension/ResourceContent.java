package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A content of a resource. A resource may have several, each with a URI of its own.
public sealed interface ResourceContent {
  String uri();

  @Nullable String mimeType();

  /// What the extension says to the program that shows the content; passed on as it is.
  @Nullable JsonObject meta();

  record Text(String uri, @Nullable String mimeType, String text, @Nullable JsonObject meta)
      implements ResourceContent {}

  /// @param data in base64, not checked
  record Blob(String uri, @Nullable String mimeType, String data, @Nullable JsonObject meta)
      implements ResourceContent {}
}
