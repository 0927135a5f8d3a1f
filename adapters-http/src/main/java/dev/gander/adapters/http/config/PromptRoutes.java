package dev.gander.adapters.http.config;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.config.EditPrompts.Prompt;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// The prompt editor.
public final class PromptRoutes {
  private final UseCases.Config use;

  public PromptRoutes(UseCases.Config use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get_prompts", "/config/prompts", _ -> list()),
        Route.get("get_prompt", "/config/prompts/{name}", this::get),
        Route.put("save_prompt", "/config/prompts/{name}", this::save),
        Route.delete("reset_prompt", "/config/prompts/{name}", this::reset));
  }

  private Answer list() {
    return Answer.json(
        JsonObject.of("prompts", JsonArray.of(use.prompts().list(), PromptRoutes::listed)));
  }

  private static Json listed(Prompt prompt) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("name", prompt.name().fileName())
            .put("description", prompt.name().purpose())
            .put("default_content", prompt.builtIn());
    if (prompt.own() != null) {
      json.put("user_content", prompt.own());
    }
    return json.put("is_customized", prompt.own() != null).build();
  }

  private Answer get(Call call) {
    Prompt prompt = use.prompts().get(call.path("name"));
    return Answer.json(
        JsonObject.builder()
            .put("name", prompt.name().fileName())
            .put("content", prompt.text())
            .put("default_content", prompt.builtIn())
            .put("is_customized", prompt.own() != null)
            .build());
  }

  private Answer save(Call call) {
    String name = call.path("name");
    use.prompts().save(name, call.body(fields -> fields.text("content")));
    return Answer.json(Json.of("Saved prompt: " + name));
  }

  private Answer reset(Call call) {
    String name = call.path("name");
    use.prompts().reset(name);
    return Answer.json(Json.of("Reset prompt to default: " + name));
  }
}
