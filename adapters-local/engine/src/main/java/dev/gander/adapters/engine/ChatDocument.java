package dev.gander.adapters.engine;

import com.sun.net.httpserver.HttpExchange;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;

/// An answer that is sent when it is complete.
final class ChatDocument implements ChatOutput {
  private final HttpExchange call;
  private final ChatIdentity identity;
  private final StringBuilder text = new StringBuilder();

  ChatDocument(HttpExchange call, ChatIdentity identity) {
    this.call = call;
    this.identity = identity;
  }

  @Override
  public void begin() {}

  @Override
  public void keepAlive() {}

  @Override
  public void text(String piece) {
    text.append(piece);
  }

  @Override
  public void end(String reason, JsonObject usage) throws IOException {
    JsonObject message =
        JsonObject.builder().put("role", "assistant").put("content", text.toString()).build();
    JsonObject choice =
        JsonObject.builder()
            .put("index", 0)
            .put("message", message)
            .put("finish_reason", reason)
            .build();
    Replies.send(call, 200, identity.whole(JsonArray.of(choice)).with("usage", usage));
  }
}
