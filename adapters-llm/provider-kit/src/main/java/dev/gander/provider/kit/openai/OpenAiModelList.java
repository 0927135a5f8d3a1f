package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;
import java.util.Optional;

/// Reads `{"data": [{"id"}, …]}`, OpenAI's and Anthropic's list of models; sorted.
public final class OpenAiModelList {
  private OpenAiModelList() {}

  /// @throws ProviderException.Authentication if the service answers 200 with an error
  public static List<String> fetch(ServiceClient client, String path) throws InterruptedException {
    JsonObject answer = get(client, path);
    Optional<JsonObject> error = answer.object("error");
    if (error.isPresent()) {
      throw new ProviderException.Authentication(
          error.get().text("message").orElse("the service gave no reason"));
    }
    JsonArray models =
        answer
            .array("data")
            .orElseThrow(
                () -> new ProviderException.UsageError("the model list has no member `data`"));
    return models.items().stream().flatMap(model -> id(model).stream()).sorted().toList();
  }

  private static JsonObject get(ServiceClient client, String path) throws InterruptedException {
    try {
      return client.get(path);
    } catch (ProviderException.RequestFailed e) {
      if (e.text().startsWith("Resource not found (404)")) {
        throw new ProviderException.EndpointNotFound(e.text());
      }
      throw e;
    }
  }

  private static Optional<String> id(Json model) {
    return model instanceof JsonObject object ? object.text("id") : Optional.empty();
  }
}
