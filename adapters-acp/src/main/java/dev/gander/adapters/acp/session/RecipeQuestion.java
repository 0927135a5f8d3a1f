package dev.gander.adapters.acp.session;

import dev.gander.adapters.acp.connection.Connection;
import dev.gander.adapters.acp.rpc.PeerGone;
import dev.gander.adapters.acp.rpc.RpcAsk;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcRefused;
import dev.gander.application.api.agent.RecipeValues;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Asks a client for the values of a recipe's parameters (1.39).
record RecipeQuestion(Connection client) implements RecipeValues {
  private static final String METHOD = "_goose/unstable/session/recipe/request-params";

  @Override
  public Optional<Map<String, String>> of(SessionId id, Recipe recipe) throws InterruptedException {
    if (client.capabilities().recipeParameterRequests()) {
      return Optional.of(asked(id, recipe));
    }
    if (recipe.parameters().stream().anyMatch(parameter -> parameter.defaultValue() == null)) {
      throw RpcError.invalidParams(
          "recipe requires parameters but the client does not support recipeParameterRequests");
    }
    return Optional.empty();
  }

  private Map<String, String> asked(SessionId id, Recipe recipe) throws InterruptedException {
    RpcAsk question =
        client
            .rpc()
            .ask(
                METHOD,
                JsonObject.builder()
                    .put("sessionId", id.value())
                    .put("parameters", recipe.json().array("parameters").orElse(JsonArray.EMPTY))
                    .build());
    Json answer;
    try {
      answer = question.await();
    } catch (RpcRefused | PeerGone _) {
      throw cancelled();
    }
    if (!(answer instanceof JsonObject given)
        || !given.text("action").stream().anyMatch("submit"::equals)) {
      throw cancelled();
    }
    return values(given.object("values").orElse(JsonObject.EMPTY));
  }

  private static RpcError cancelled() {
    return RpcError.invalidParams(JsonObject.of("reason", Json.of("recipe_params_cancelled")));
  }

  private static Map<String, String> values(JsonObject given) {
    Map<String, String> values = new LinkedHashMap<>();
    given
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonString(String text)) {
                values.put(key, text);
              }
            });
    return values;
  }
}
