package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.ReasoningName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The model behind a serving endpoint.
///
/// @param upstream the name of the model; null if the workspace does not name it
/// @param speaksResponses whether it is called over Responses
record ServedModel(String endpoint, @Nullable String upstream, boolean speaksResponses) {
  private static final String RESPONSES = "openai/v1/responses";
  private static final String OTHER_ENDPOINT = "databricks-model-serving";

  /// What the name alone reveals.
  static ServedModel unknown(String endpoint) {
    return new ServedModel(endpoint, null, ReasoningName.isOfOpenAi(endpoint));
  }

  static boolean isClaude(String model) {
    return FamilyName.contains(model, "claude");
  }

  /// The name that determines the request's form: its maker's if the endpoint's does not.
  String formatName() {
    return upstream != null && isClaude(upstream) && !isClaude(endpoint) ? upstream : endpoint;
  }

  /// The name of a reasoning model, if either of the two is one.
  String responsesName() {
    return upstream != null && ReasoningName.isOfOpenAi(upstream) ? upstream : endpoint;
  }

  /// A workspace's description of an endpoint: `{"name", "config": {"served_entities":
  /// [{"external_model"|"foundation_model"|"entity_name"}]}}`.
  record Description(JsonObject json) {
    private record Model(String name, boolean isEndpoint) {}

    /// The endpoint that this one forwards requests to.
    Optional<String> next() {
      return model().filter(Model::isEndpoint).map(Model::name);
    }

    /// The model behind it.
    Optional<String> upstream() {
      return model().map(Model::name);
    }

    boolean listsResponses() {
      return entities("config").anyMatch(Description::listsResponses);
    }

    private Optional<Model> model() {
      String own = json.text("name").orElse("");
      return Stream.of("config", "pending_config")
          .flatMap(this::entities)
          .flatMap(Description::models)
          .filter(model -> !model.name().isEmpty() && !model.name().equals(own))
          .findFirst();
    }

    private Stream<JsonObject> entities(String config) {
      JsonObject deployed = json.object(config).orElse(JsonObject.EMPTY);
      return Stream.of("served_entities", "served_models")
          .flatMap(list -> deployed.array(list).orElse(JsonArray.EMPTY).items().stream())
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast);
    }

    private static Stream<Model> models(JsonObject entity) {
      Stream<Model> described =
          Stream.of("external_model", "foundation_model")
              .flatMap(kind -> entity.object(kind).stream())
              .flatMap(
                  model ->
                      model.text("name").stream().map(name -> new Model(name, isPassedOn(model))));
      Stream<Model> named = entity.text("entity_name").stream().map(name -> new Model(name, false));
      return Stream.concat(described, named);
    }

    private static boolean isPassedOn(JsonObject model) {
      return model.text("provider").filter(OTHER_ENDPOINT::equals).isPresent();
    }

    /// The depth of the list depends on the kind of entity.
    private static boolean listsResponses(Json json) {
      return switch (json) {
        case JsonObject object ->
            object.array("api_types").filter(Description::holdsResponses).isPresent()
                || object.members().values().stream().anyMatch(Description::listsResponses);
        case JsonArray(List<Json> items) -> items.stream().anyMatch(Description::listsResponses);
        default -> false;
      };
    }

    private static boolean holdsResponses(JsonArray types) {
      return types.items().contains(Json.of(RESPONSES));
    }
  }
}
