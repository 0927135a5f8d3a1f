package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import java.util.stream.Stream;

/// Reads `{"endpoints": [{"name"}, …]}`.
final class EndpointList {
  private EndpointList() {}

  /// The names in the service's order.
  ///
  /// @throws ProviderException if the answer is not such a list
  static Stream<String> names(JsonObject answer) {
    return answer
        .array("endpoints")
        .orElseThrow(
            () ->
                new ProviderException.RequestFailed(
                    "the list of endpoints has no member `endpoints`", null))
        .items()
        .stream()
        .filter(JsonObject.class::isInstance)
        .flatMap(endpoint -> ((JsonObject) endpoint).text("name").stream());
  }
}
