package dev.gander.adapters.tunnel;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One request that the relay passed on. Nothing in it is to be trusted.
///
/// @param id the relay's, by which it finds the visitor again
/// @param headers by their names in any case
record VisitorRequest(
    String id, String method, String path, Map<String, String> headers, String body) {
  private static final System.Logger LOG = System.getLogger(VisitorRequest.class.getName());

  /// Empty if the message is something else: what nobody can be answered to is left out.
  static Optional<VisitorRequest> read(byte[] utf8) {
    Json message;
    try {
      message = JsonText.parse(utf8);
    } catch (InvalidInput _) {
      LOG.log(Level.DEBUG, "the relay sent a message that is not JSON");
      return Optional.empty();
    }
    if (message instanceof JsonObject object
        && object.get("requestId") instanceof JsonString(String id)
        && object.get("method") instanceof JsonString(String method)
        && object.get("path") instanceof JsonString(String path)) {
      return Optional.of(
          new VisitorRequest(id, method, path, headers(object), object.text("body").orElse("")));
    }
    LOG.log(Level.DEBUG, "the relay sent a message that is no request");
    return Optional.empty();
  }

  private static Map<String, String> headers(JsonObject message) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    message
        .object("headers")
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof JsonString(String text)) {
                headers.put(name, text);
              }
            });
    return headers;
  }

  /// Empty without the header.
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
