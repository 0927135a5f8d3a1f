package dev.gander.provider.kit.gemini;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.tool.Tool;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;

/// Writes the body of a content request.
final class GeminiRequest {
  private static final int DEFAULT_MAX_TOKENS = 4096;

  private GeminiRequest() {}

  static RequestBody body(
      ProviderRequest request, ProviderSettings settings, WrittenMessages written) {
    JsonObject.Builder body =
        JsonObject.builder()
            .put(
                "systemInstruction",
                JsonObject.of("parts", JsonArray.of(GeminiContents.text(request.system()))));
    if (!request.tools().isEmpty()) {
      body.put("tools", tools(request.tools()));
    }
    body.put("generationConfig", generation(request.model(), settings));
    WrittenMessages.Pass pass = written.begin();
    List<Payload> contents = GeminiContents.write(request.messages(), pass);
    pass.end();
    return new RequestBody(body.build(), "contents", contents);
  }

  private static JsonObject generation(ModelConfig model, ProviderSettings settings) {
    JsonObject.Builder config = JsonObject.builder();
    if (model.temperature() != null) {
      config.put("temperature", Json.of(model.temperature()));
    }
    config.put(
        "maxOutputTokens", model.maxTokens() == null ? DEFAULT_MAX_TOKENS : model.maxTokens());
    GeminiThinking.of(model, settings)
        .ifPresent(thinking -> config.put("thinkingConfig", thinking));
    return config.build();
  }

  private static JsonObject tools(List<Tool> tools) {
    return JsonObject.of("functionDeclarations", JsonArray.of(tools, GeminiRequest::declaration));
  }

  /// The service rejects the schema of an object without members, so such a tool gets no schema.
  private static JsonObject declaration(Tool tool) {
    JsonObject.Builder declaration =
        JsonObject.builder()
            .put("name", tool.name())
            .put("description", tool.description() == null ? "" : tool.description());
    tool.inputSchema()
        .object("properties")
        .filter(properties -> !properties.isEmpty())
        .ifPresent(_ -> declaration.put("parametersJsonSchema", tool.inputSchema()));
    return declaration.build();
  }
}
