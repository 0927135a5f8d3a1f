package dev.gander.adapters.http.openapi;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The failures that the server answers around the work of an operation, by what the operation
/// reads. The description lists them for each one that can get them, unless it says more about that
/// status itself.
final class CommonAnswers {
  private static final String COMPONENTS = "#/components/responses/";

  private static final List<Common> ALL =
      List.of(
          new Common(
              "400",
              "The path, the query or the body cannot be read.",
              CommonAnswers::readsParameters),
          new Common("401", "The key is missing or wrong.", CommonAnswers::needsKey),
          new Common(
              "403",
              "The server does not serve this host name, or the key lacks a scope.",
              _ -> true),
          new Common("408", "The body comes too slowly.", CommonAnswers::readsBody),
          new Common("413", "The body is too long.", CommonAnswers::tellsBodiesApart),
          new Common("415", "The body is not sent as JSON.", CommonAnswers::tellsBodiesApart),
          new Common(
              "422", "The body is JSON of the wrong shape.", CommonAnswers::tellsBodiesApart),
          new Common("429", "The key asks too often.", CommonAnswers::needsKey),
          new Common("431", "The headers are too long.", _ -> true),
          new Common("500", "The operation failed; `message` says why.", _ -> true));

  private CommonAnswers() {}

  private record Common(String status, String description, Predicate<JsonObject> comesTo) {
    String key() {
      return "Status" + status;
    }
  }

  /// The operation with everything it can answer, sorted by status.
  static JsonObject in(JsonObject operation) {
    Map<String, Json> responses = new TreeMap<>();
    for (Common answer : ALL) {
      if (answer.comesTo().test(operation)) {
        responses.put(answer.status(), JsonObject.of("$ref", Json.of(COMPONENTS + answer.key())));
      }
    }
    responses.putAll(operation.object("responses").orElse(JsonObject.EMPTY).members());
    return operation.with("responses", new JsonObject(responses));
  }

  /// What the operations refer to: `components.responses`.
  static JsonObject components() {
    JsonObject.Builder components = JsonObject.builder();
    ALL.forEach(answer -> components.put(answer.key(), failure(answer.description())));
    return components.build();
  }

  /// A failure that a description tells.
  static JsonObject failure(String description) {
    JsonObject schema = JsonObject.of("$ref", Json.of("#/components/schemas/ErrorResponse"));
    return JsonObject.builder()
        .put("description", description)
        .put("content", JsonObject.of("application/json", JsonObject.of("schema", schema)))
        .build();
  }

  private static boolean readsParameters(JsonObject operation) {
    return operation.has("parameters") || readsBody(operation);
  }

  /// Saving a recipe answers every problem with its body by 400.
  private static boolean tellsBodiesApart(JsonObject operation) {
    return readsBody(operation)
        && !operation.text("operationId").equals(Optional.of("save_recipe"));
  }

  private static boolean readsBody(JsonObject operation) {
    return operation.has("requestBody");
  }

  /// The document asks for the key everywhere; an operation that needs none says so by an empty
  /// list.
  private static boolean needsKey(JsonObject operation) {
    return !JsonArray.EMPTY.equals(operation.get("security"));
  }
}
