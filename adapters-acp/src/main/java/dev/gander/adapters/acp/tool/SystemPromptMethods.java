package dev.gander.adapters.acp.tool;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.agent.SetSystemPrompt;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.util.Map;

/// The system prompt of a session's agent.
public record SystemPromptMethods(SetSystemPrompt use) {

  public Map<String, AcpMethod> methods() {
    return Map.of("session/system-prompt/set", AcpMethod.of(this::set));
  }

  private Json set(JsonFields fields) throws InterruptedException {
    SessionId id = new SessionId(fields.text("sessionId"));
    String text = fields.text("text");
    String key = fields.optionalText("key");
    switch (fields.orElse("mode", JsonFields::asText, "append")) {
      case "set" -> use.begin(id, text);
      case "append" -> {
        if (key == null || key.isBlank()) {
          throw RpcError.invalidParams("key cannot be empty for append mode");
        }
        use.append(id, key, text);
      }
      case String unknown -> throw InvalidShape.unknownVariant(unknown);
    }
    return JsonObject.EMPTY;
  }
}
