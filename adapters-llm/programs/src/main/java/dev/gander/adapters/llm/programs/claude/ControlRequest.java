package dev.gander.adapters.llm.programs.claude;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Requests about the program itself, in both directions.
final class ControlRequest {
  private ControlRequest() {}

  static JsonObject initialize(int number) {
    return of(number, JsonObject.of("subtype", Json.of("initialize")));
  }

  static JsonObject setModel(int number, String model) {
    return of(number, JsonObject.builder().put("subtype", "set_model").put("model", model).build());
  }

  private static JsonObject of(int number, JsonObject request) {
    return JsonObject.builder()
        .put("type", "control_request")
        .put("request_id", "req_" + number)
        .put("request", request)
        .build();
  }

  /// The answer to a request of the program.
  static JsonObject answer(String requestId, JsonObject answer) {
    return response(
        JsonObject.builder()
            .put("subtype", "success")
            .put("request_id", requestId)
            .put("response", answer)
            .build());
  }

  static JsonObject refusal(String requestId, String why) {
    return response(
        JsonObject.builder()
            .put("subtype", "error")
            .put("request_id", requestId)
            .put("error", why)
            .build());
  }

  private static JsonObject response(JsonObject response) {
    return JsonObject.builder().put("type", "control_response").put("response", response).build();
  }

  /// The names of the models in the answer to [#initialize]; empty for any other line.
  static Optional<List<String>> models(JsonObject line) {
    return line.object("response")
        .flatMap(response -> response.object("response"))
        .flatMap(answer -> answer.array("models"))
        .map(JsonArray::items)
        .map(
            models ->
                models.stream()
                    .filter(JsonObject.class::isInstance)
                    .flatMap(model -> ((JsonObject) model).text("value").stream())
                    .toList());
  }
}
