package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.tool.Tool;
import dev.gander.provider.kit.anthropic.ThinkingPlan;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.WrittenMessages;

/// Writes the body of a Converse request. As in goosed it has no `inferenceConfig`: temperature and
/// length are the model's own. With `BEDROCK_ENABLE_CACHING` there is a cache point after the
/// system prompt and at the end of the last message (goosed 1.39), for models that support it.
final class ConverseRequest {
  private static final Json CACHE_POINT =
      JsonObject.of("cachePoint", JsonObject.of("type", Json.of("default")));

  private ConverseRequest() {}

  static RequestBody body(
      ProviderRequest request, ProviderSettings settings, WrittenMessages written) {
    String model = request.model().modelName();
    boolean cached =
        isSet(settings, "BEDROCK_ENABLE_CACHING") && FamilyName.contains(model, "anthropic.claude");
    JsonObject.Builder members = JsonObject.builder();
    if (!request.system().isBlank()) {
      Json system = ConverseContent.text(request.system());
      members.put("system", cached ? JsonArray.of(system, CACHE_POINT) : JsonArray.of(system));
    }
    if (!request.tools().isEmpty()) {
      members.put("toolConfig", JsonObject.of("tools", tools(request)));
    }
    JsonObject.Builder fields = JsonObject.builder();
    if (FamilyName.contains(model, "anthropic")) {
      thinking(request.model(), settings).write(fields, false);
    }
    JsonObject modelFields = fields.build();
    if (!modelFields.isEmpty()) {
      members.put("additionalModelRequestFields", modelFields);
    }
    WrittenMessages.Pass pass = written.begin();
    ConverseContent content = new ConverseContent(model, cached ? CACHE_POINT : null);
    var messages = content.write(request.messages(), pass);
    pass.end();
    return new RequestBody(members.build(), messages);
  }

  /// Without a known limit the answer's length is the model's own, which is enough for any budget.
  private static ThinkingPlan thinking(ModelConfig model, ProviderSettings settings) {
    Integer most = model.maxTokens();
    return ThinkingPlan.of(model, settings, most == null ? Integer.MAX_VALUE : most);
  }

  static boolean isSet(ProviderSettings settings, String key) {
    return settings.setting(key).map(String::strip).filter("true"::equalsIgnoreCase).isPresent();
  }

  private static JsonArray tools(ProviderRequest request) {
    return JsonArray.of(ServiceToolNames.firstOfEach(request.tools()), ConverseRequest::tool);
  }

  private static Json tool(Tool tool) {
    JsonObject schema = tool.inputSchema();
    JsonObject.Builder spec = JsonObject.builder().put("name", tool.name());
    if (tool.description() != null && !tool.description().isBlank()) {
      spec.put("description", tool.description());
    }
    spec.put(
        "inputSchema",
        JsonObject.of(
            "json", schema.has("type") ? schema : schema.with("type", Json.of("object"))));
    return JsonObject.of("toolSpec", spec.build());
  }
}
