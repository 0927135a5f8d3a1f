package dev.gander.adapters.acp.config;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.application.api.config.EditPrompts;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Map;

/// The prompts that users may replace (1.52).
public record PromptTextMethods(EditPrompts use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "config/prompts/list", AcpMethod.of(_ -> list()),
        "config/prompts/get", AcpMethod.of(this::get),
        "config/prompts/save", AcpMethod.of(this::save),
        "config/prompts/reset", AcpMethod.of(this::reset));
  }

  private Json list() {
    return JsonObject.of("prompts", JsonArray.of(use.list(), PromptTextMethods::listed));
  }

  private static JsonObject listed(EditPrompts.Prompt prompt) {
    return JsonObject.builder()
        .put("name", prompt.name().fileName())
        .put("description", prompt.name().purpose())
        .put("defaultContent", prompt.builtIn())
        .putTextIfPresent("userContent", prompt.own())
        .put("isCustomized", prompt.own() != null)
        .build();
  }

  private Json get(JsonFields fields) {
    EditPrompts.Prompt prompt = use.get(fields.text("name"));
    return JsonObject.builder()
        .put("name", prompt.name().fileName())
        .put("content", prompt.text())
        .put("defaultContent", prompt.builtIn())
        .put("isCustomized", prompt.own() != null)
        .build();
  }

  private Json save(JsonFields fields) {
    use.save(fields.text("name"), fields.text("content"));
    return JsonObject.EMPTY;
  }

  private Json reset(JsonFields fields) {
    use.reset(fields.text("name"));
    return JsonObject.EMPTY;
  }
}
