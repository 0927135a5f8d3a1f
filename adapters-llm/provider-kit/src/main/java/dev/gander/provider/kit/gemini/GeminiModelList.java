package dev.gander.provider.kit.gemini;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.service.ServiceClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Reads `{"models": [{"name": "models/…"}, …], "nextPageToken"}`: the part of each name after the
/// last slash, from all pages, sorted.
public final class GeminiModelList {
  private static final String PATH = "v1beta/models";

  /// A service whose pages never end must not keep us busy.
  private static final int MOST_PAGES = 50;

  private GeminiModelList() {}

  public static List<String> fetch(ServiceClient client) throws InterruptedException {
    TreeSet<String> names = new TreeSet<>();
    Optional<String> next = Optional.of("");
    for (int page = 0; page < MOST_PAGES && next.isPresent(); page++) {
      JsonObject answer = client.get(PATH + query(next.get()));
      models(answer).items().forEach(model -> name(model).ifPresent(names::add));
      next = answer.text("nextPageToken").filter(token -> !token.isEmpty());
    }
    return List.copyOf(names);
  }

  private static String query(String pageToken) {
    return pageToken.isEmpty()
        ? ""
        : "?pageToken=" + URLEncoder.encode(pageToken, StandardCharsets.UTF_8);
  }

  private static JsonArray models(JsonObject answer) {
    Optional<JsonObject> error = answer.object("error");
    if (error.isPresent()) {
      throw GeminiError.of(error.get());
    }
    return answer
        .array("models")
        .orElseThrow(
            () ->
                new ProviderException.RequestFailed("the model list has no member `models`", null));
  }

  private static Optional<String> name(Json model) {
    return model instanceof JsonObject object
        ? object.text("name").map(name -> name.substring(name.lastIndexOf('/') + 1))
        : Optional.empty();
  }
}
