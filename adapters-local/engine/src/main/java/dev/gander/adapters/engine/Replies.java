package dev.gander.adapters.engine;

import com.sun.net.httpserver.HttpExchange;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.OutputStream;

/// Answers that are sent in one piece, in the forms of `llama-server`.
final class Replies {
  static final JsonObject HEALTHY = JsonObject.builder().put("status", "ok").build();

  private Replies() {}

  static JsonObject models(LoadedModel model) {
    JsonObject entry =
        JsonObject.builder()
            .put("id", model.alias())
            .put("object", "model")
            .put("owned_by", "llamacpp")
            .build();
    return JsonObject.builder().put("object", "list").put("data", JsonArray.of(entry)).build();
  }

  static void refuse(HttpExchange call, int status, String message, String type)
      throws IOException {
    JsonObject error =
        JsonObject.builder().put("code", status).put("message", message).put("type", type).build();
    send(call, status, JsonObject.of("error", error));
  }

  static void send(HttpExchange call, int status, JsonObject body) throws IOException {
    byte[] bytes = JsonText.bytes(body);
    call.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    call.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = call.getResponseBody()) {
      out.write(bytes);
    }
  }
}
