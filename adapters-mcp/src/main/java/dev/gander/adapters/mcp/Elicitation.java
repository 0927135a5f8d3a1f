package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/// A server's question to the user: a form, or a page to visit. goosed shows both as a form.
///
/// @param schema of a form; `{"url": …}` for a page
record Elicitation(String message, Json schema, boolean isPage) {
  /// @throws ExtensionException for a page that no browser should open at a server's word
  static Elicitation read(JsonObject params) {
    String message = params.text("message").orElse("");
    Json schema = params.get("requestedSchema");
    Optional<String> url = params.text("url");
    if (schema != null || url.isEmpty()) {
      return new Elicitation(message, schema == null ? JsonObject.EMPTY : schema, false);
    }
    if (!isPage(url.get())) {
      throw ExtensionException.invalidParams("Only addresses with http or https can be visited");
    }
    return new Elicitation(message, JsonObject.of("url", Json.of(url.get())), true);
  }

  private static boolean isPage(String url) {
    try {
      URI address = URI.create(url);
      return address.getRawAuthority() != null
          && String.valueOf(address.getScheme()).matches("(?i)https?");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Only an accepted form has content.
  JsonObject answer(Elicited answer) {
    Json content = answer.content();
    boolean filledIn = answer.action().equals("accept") && !isPage && content != JsonNull.NULL;
    return JsonObject.builder()
        .put("action", answer.action())
        .putIfPresent("content", filledIn ? content : null)
        .build();
  }
}
