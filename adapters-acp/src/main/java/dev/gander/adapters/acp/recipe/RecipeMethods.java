package dev.gander.adapters.acp.recipe;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.recipe.NotRecipeLink;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeLink;
import java.util.Map;

/// Recipes as links and texts. Members are in snake case here.
public record RecipeMethods(UseCases.Recipes use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "recipes/encode", AcpMethod.of(RecipeMethods::encode),
        "recipes/decode", AcpMethod.of(this::decode),
        "recipes/scan", AcpMethod.of(RecipeMethods::scan),
        "recipes/parse", AcpMethod.of(this::parse),
        "recipes/to-yaml", AcpMethod.of(this::toYaml));
  }

  private static Recipe recipe(JsonFields fields) {
    return fields.required("recipe", RecipeForm::read);
  }

  private static Json encode(JsonFields fields) {
    return JsonObject.of("deeplink", Json.of(RecipeLink.of(recipe(fields)).text()));
  }

  private Json decode(JsonFields fields) {
    RecipeLink link = new RecipeLink(fields.text("deeplink"));
    try {
      return JsonObject.of("recipe", RecipeForm.write(use.decode().decode(link)));
    } catch (NotRecipeLink e) {
      throw RpcError.invalidParams("deeplink: " + e.text());
    } catch (InvalidInput e) {
      throw unusable(e);
    }
  }

  private static Json scan(JsonFields fields) {
    return JsonObject.of("has_security_warnings", Json.of(recipe(fields).hasHiddenCharacters()));
  }

  private Json parse(JsonFields fields) {
    String content = fields.text("content");
    try {
      return JsonObject.of("recipe", RecipeForm.write(use.parse().parse(content)));
    } catch (InvalidInput e) {
      throw unusable(e);
    }
  }

  private Json toYaml(JsonFields fields) {
    return JsonObject.of("yaml", Json.of(use.write().write(recipe(fields))));
  }

  private static RpcError unusable(InvalidInput problem) {
    return RpcError.invalidParams("recipe: " + problem.text());
  }
}
