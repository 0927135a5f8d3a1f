package dev.gander.adapters.mcp;

import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.JsonObject;

/// The MCP form of resources. As in goosed, every member is optional.
final class ResourceForm {
  private ResourceForm() {}

  static Resource resource(JsonObject json) {
    return new Resource(
        json.text("uri").orElse(""),
        json.text("name").orElse(""),
        json.text("description").orElse(null),
        json.object("_meta").orElse(null));
  }

  /// @param asked the URI that was read; used for content that names none
  static ResourceContent content(JsonObject json, String asked) {
    String uri = json.text("uri").orElse(asked);
    String mimeType = json.text("mimeType").orElse(null);
    JsonObject meta = json.object("_meta").orElse(null);
    return json.text("text")
        .<ResourceContent>map(text -> new ResourceContent.Text(uri, mimeType, text, meta))
        .orElseGet(
            () -> new ResourceContent.Blob(uri, mimeType, json.text("blob").orElse(""), meta));
  }
}
