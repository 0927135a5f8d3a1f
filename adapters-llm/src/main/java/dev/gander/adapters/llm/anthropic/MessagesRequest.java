package dev.gander.adapters.llm.anthropic;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the body of a messages request. What stays the same from call to call is marked for the
/// service's cache: the system prompt, the last tool, and the last block of the last two messages
/// of the user.
final class MessagesRequest {
  private static final int DEFAULT_MAX_TOKENS = 4096;
  private static final String CACHE = "cache_control";
  private static final Json EPHEMERAL = JsonObject.of("type", Json.of("ephemeral"));
  private static final JsonObject NO_ARGUMENTS = JsonObject.of("type", Json.of("object"));
  private static final int MARKED_MESSAGES = 2;

  private MessagesRequest() {}

  static JsonObject body(ProviderRequest request, MessagesDialect dialect, ThinkingPlan thinking) {
    ModelConfig model = request.model();
    List<JsonObject> messages = MessagesContent.write(request.messages(), dialect);
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", model.modelName())
            .put("messages", new JsonArray(List.copyOf(marked(messages))))
            .put("max_tokens", maxTokens(model));
    if (!request.system().isEmpty()) {
      body.put("system", JsonArray.of(mark(text(request.system()))));
    }
    if (!request.tools().isEmpty()) {
      body.put("tools", tools(request.tools()));
    }
    // While the model thinks, the service takes no temperature but its own.
    if (model.temperature() != null && thinking.kind() == ThinkingPlan.Kind.NONE) {
      body.put("temperature", Json.of(model.temperature()));
    }
    thinking.write(body, dialect.preservesContext());
    return body.put("stream", true).build();
  }

  static long maxTokens(ModelConfig model) {
    return model.maxTokens() == null ? DEFAULT_MAX_TOKENS : model.maxTokens();
  }

  static JsonObject text(String text) {
    return JsonObject.builder().put("type", "text").put("text", text).build();
  }

  private static JsonArray tools(List<Tool> tools) {
    Map<String, JsonObject> byName = new LinkedHashMap<>();
    for (Tool tool : tools) {
      byName.putIfAbsent(tool.name(), tool(tool));
    }
    List<Json> written = new ArrayList<>(byName.values());
    written.set(written.size() - 1, mark((JsonObject) written.getLast()));
    return new JsonArray(written);
  }

  private static JsonObject tool(Tool tool) {
    return JsonObject.builder()
        .put("name", tool.name())
        .put("description", tool.description() == null ? "" : tool.description())
        .put("input_schema", tool.inputSchema().isEmpty() ? NO_ARGUMENTS : tool.inputSchema())
        .build();
  }

  private static List<JsonObject> marked(List<JsonObject> messages) {
    List<JsonObject> marked = new ArrayList<>(messages);
    int left = MARKED_MESSAGES;
    for (int i = marked.size() - 1; i >= 0 && left > 0; i--) {
      if (Json.of("user").equals(marked.get(i).get("role"))) {
        marked.set(i, withMarkedLastBlock(marked.get(i)));
        left--;
      }
    }
    return marked;
  }

  private static JsonObject withMarkedLastBlock(JsonObject message) {
    List<Json> blocks = new ArrayList<>(message.array("content").orElse(JsonArray.EMPTY).items());
    if (blocks.isEmpty()) {
      return message;
    }
    blocks.set(blocks.size() - 1, mark((JsonObject) blocks.getLast()));
    return message.with("content", new JsonArray(blocks));
  }

  private static JsonObject mark(JsonObject block) {
    return block.with(CACHE, EPHEMERAL);
  }
}
