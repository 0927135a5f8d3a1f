package dev.gander.adapters.http.acp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.Optional;
import java.util.Set;

/// A message of a client, as far as its transport needs to know it.
record PostedMessage(JsonObject json) {
  /// What makes no sense without a session. Other methods may name one, too.
  private static final Set<String> ABOUT_A_SESSION =
      Set.of(
          "session/prompt",
          "session/cancel",
          "session/load",
          "session/set_mode",
          "session/set_model");

  /// Whether it is a request, a notification, or the answer to a request of ours.
  boolean isProper() {
    Json id = json.get("id");
    return method().isPresent()
        ? id == null || id == JsonNull.NULL || isId(id)
        : id != null && isId(id) && (json.has("result") || json.has("error"));
  }

  Optional<String> method() {
    return json.text("method");
  }

  /// The id under which the message is answered; empty if it is not answered.
  Optional<Json> request() {
    return method().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(json.get("id")).filter(PostedMessage::isId);
  }

  /// The answer to the first request is the answer to its POST.
  boolean isFirst() {
    return request().isPresent() && method().equals(Optional.of("initialize"));
  }

  boolean needsSession() {
    return method().filter(ABOUT_A_SESSION::contains).isPresent();
  }

  /// The session that its parameters name.
  Optional<String> session() {
    return json.object("params").flatMap(params -> params.text("sessionId"));
  }

  private static boolean isId(Json id) {
    return id instanceof JsonString
        || (id instanceof JsonNumber number && number.integer().isPresent());
  }
}
