package dev.gander.adapters.engine;

import com.sun.net.httpserver.HttpExchange;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A streamed answer, in OpenAI's events.
final class ChatEvents implements ChatOutput {
  private final OutputStream out;
  private final ChatIdentity identity;
  private final boolean countsTokens;

  private ChatEvents(OutputStream out, ChatIdentity identity, boolean countsTokens) {
    this.out = out;
    this.identity = identity;
    this.countsTokens = countsTokens;
  }

  /// @param countsTokens whether the client wants to know how many there were
  static ChatEvents on(HttpExchange call, ChatIdentity identity, boolean countsTokens)
      throws IOException {
    call.getResponseHeaders().set("Content-Type", "text/event-stream");
    call.sendResponseHeaders(200, 0);
    return new ChatEvents(call.getResponseBody(), identity, countsTokens);
  }

  @Override
  public void begin() throws IOException {
    send(JsonObject.of("role", Json.of("assistant")).with("content", JsonNull.NULL), JsonNull.NULL);
  }

  @Override
  public void keepAlive() throws IOException {
    send(": the model is free\n\n");
  }

  @Override
  public void text(String piece) throws IOException {
    send(JsonObject.of("content", Json.of(piece)), JsonNull.NULL);
  }

  @Override
  public void end(String reason, JsonObject usage) throws IOException {
    send(JsonObject.EMPTY, Json.of(reason));
    if (countsTokens) {
      event(JsonText.write(identity.chunk(JsonArray.of()).with("usage", usage)));
    }
    event("[DONE]");
    out.close();
  }

  private void send(JsonObject delta, Json reason) throws IOException {
    JsonObject choice =
        JsonObject.builder()
            .put("index", 0)
            .put("delta", delta)
            .put("finish_reason", reason)
            .build();
    event(JsonText.write(identity.chunk(JsonArray.of(choice))));
  }

  private void event(String data) throws IOException {
    send("data: " + data + "\n\n");
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
