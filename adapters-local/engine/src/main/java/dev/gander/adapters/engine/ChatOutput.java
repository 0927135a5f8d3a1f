package dev.gander.adapters.engine;

import dev.gander.domain.json.JsonObject;
import java.io.IOException;

/// Where an answer goes. Writing fails once the client has left.
sealed interface ChatOutput permits ChatEvents, ChatDocument {
  /// A sign of life, before there is any text.
  void begin() throws IOException;

  /// A sign of life that means nothing.
  void keepAlive() throws IOException;

  void text(String piece) throws IOException;

  /// @param reason `stop` or `length`
  void end(String reason, JsonObject usage) throws IOException;
}
