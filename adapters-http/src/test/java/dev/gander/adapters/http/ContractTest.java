package dev.gander.adapters.http;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.http.call.Route;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final List<Route> ROUTES =
      TestServer.operations(
          PublishedOperations.noUseCases(), TestServer.KEY::equals, TestServer.echo());

  /// Another protocol, and the parts of a page.
  private static final Set<String> UNPUBLISHED =
      Set.of(
          "acp",
          "api_page_library",
          "api_page_script",
          "api_page_style",
          "console_page",
          "console_file",
          "console_folder_file",
          "console_version_file");

  /// Everything but what nobody describes: goosed's operations and our own.
  private static Map<String, String> routes() {
    return ROUTES.stream()
        .filter(route -> !UNPUBLISHED.contains(route.id()))
        .collect(toMap(Route::id, route -> route.method() + " " + route.path()));
  }

  @Test
  void everyPublishedOperationHasItsPlaceAndThereAreNoOthers() {
    Map<String, String> published =
        PublishedOperations.all().stream()
            .collect(toMap(PublishedOperations::id, it -> it.method() + " " + it.path()));
    Map<String, String> ofGoosed = routes();
    ofGoosed.values().removeIf(place -> place.contains(" /gander/v1/"));
    ofGoosed.remove("openapi");
    UnlistedOperations.all().forEach(it -> ofGoosed.remove(it.id()));

    assertEquals(119, published.size());
    assertEquals(new TreeMap<>(published), new TreeMap<>(ofGoosed));
  }

  @Test
  void whatGoosedServesUnlistedHasItsPlaceToo() {
    Map<String, String> unlisted =
        UnlistedOperations.all().stream()
            .collect(toMap(UnlistedOperations::id, it -> it.method() + " " + it.path()));
    Map<String, String> places =
        ROUTES.stream()
            .filter(route -> unlisted.containsKey(route.id()))
            .collect(toMap(Route::id, route -> route.method() + " " + route.path()));
    assertEquals(new TreeMap<>(unlisted), new TreeMap<>(places));
  }

  @Test
  void theOpenApiDocumentDescribesTheSameOperations() throws IOException {
    assertEquals(
        new TreeMap<>(routes()), new TreeMap<>(described(resource(), (_, place) -> place)));
  }

  @Test
  void theServedDocumentIsTheOneInTheProgramWithMoreAnswers() throws IOException {
    JsonObject served = served();
    JsonObject resource = resource();
    Map<String, JsonObject> expected = described(resource, (operation, _) -> operation);
    Map<String, JsonObject> actual = described(served, (operation, _) -> operation);

    assertFalse(expected.isEmpty());
    assertEquals(withoutResponses(expected), withoutResponses(actual));
    expected.forEach(
        (id, operation) ->
            operation
                .object("responses")
                .get()
                .members()
                .forEach((status, it) -> assertEquals(it, response(actual.get(id), status), id)));
    assertEquals(aside(resource), aside(served));
  }

  private static Map<String, JsonObject> withoutResponses(Map<String, JsonObject> operations) {
    return operations.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, it -> it.getValue().without(Set.of("responses"))));
  }

  private static Json response(JsonObject operation, String status) {
    return operation.object("responses").get().get(status);
  }

  /// Everything but the operations and the answers that many of them share.
  private static JsonObject aside(JsonObject document) {
    JsonObject components = document.object("components").orElseThrow();
    return document
        .without(Set.of("paths"))
        .with("components", components.without(Set.of("responses")));
  }

  /// What is to be known of each operation of a document, by its id.
  private static <T> Map<String, T> described(
      JsonObject document, BiFunction<JsonObject, String, T> fact) {
    Map<String, T> facts = new HashMap<>();
    JsonObject paths = document.object("paths").orElseThrow();
    for (var path : paths.members().entrySet()) {
      for (var method : ((JsonObject) path.getValue()).members().entrySet()) {
        JsonObject operation = (JsonObject) method.getValue();
        String place = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        facts.put(operation.text("operationId").orElseThrow(), fact.apply(operation, place));
      }
    }
    return facts;
  }

  private static JsonObject resource() throws IOException {
    try (var resource = ContractTest.class.getResourceAsStream("/META-INF/openapi.json")) {
      return (JsonObject) JsonText.parse(resource.readAllBytes());
    }
  }

  private static JsonObject served() {
    try (TestServer server = TestServer.start(ROUTES)) {
      return RunningApi.object(server.get("/openapi.json"));
    }
  }

  /// Redocly's validator holds them against their schemas, in `DocsIT`.
  @Test
  void everyBodyInJsonHasAnExample() throws IOException {
    List<String> without = new ArrayList<>();
    described(resource(), (operation, _) -> operation)
        .forEach(
            (id, operation) -> {
              operation
                  .object("requestBody")
                  .filter(ContractTest::hasNoExample)
                  .ifPresent(_ -> without.add(id + " asked"));
              JsonObject responses = operation.object("responses").orElseThrow();
              responses.members().entrySet().stream()
                  .filter(it -> it.getKey().startsWith("2"))
                  .filter(it -> hasNoExample((JsonObject) it.getValue()))
                  .forEach(it -> without.add(id + " " + it.getKey()));
            });

    assertEquals(List.of("openapi 200"), without, "but for the description itself");
  }

  private static boolean hasNoExample(JsonObject body) {
    return body.object("content")
        .flatMap(content -> content.object("application/json"))
        .filter(it -> !it.has("example") && !it.has("examples"))
        .isPresent();
  }

  @Test
  void longBodiesAreTakenWhereTheyBelong() {
    Map<String, Integer> limits =
        ROUTES.stream()
            .filter(route -> route.bodyLimit() != Route.DEFAULT_LIMIT)
            .collect(toMap(Route::id, route -> route.bodyLimit() >> 20));
    assertEquals(
        Map.of(
            "reply", 50,
            "session_reply", 50,
            "steer_session", 50,
            "import_session", 25,
            "import_session_nostr", 25,
            "share_session_nostr", 25,
            "store_mcp_app_guest", 20,
            "transcribe_dictation", 50,
            "acp", 50),
        limits);
  }
}
