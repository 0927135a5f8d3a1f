package dev.gander.adapters.http;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.call.Route;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final List<Route> ROUTES = Operations.all(PublishedOperations.noUseCases());

  /// Our own description of the API, and what goosed does without describing it.
  private static final Set<String> UNPUBLISHED =
      Set.of("openapi", "set_container", "sampling_message", "acp");

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
    assertEquals(119, published.size());
    assertEquals(new TreeMap<>(published), new TreeMap<>(routes()));
  }

  @Test
  void theOpenApiDocumentDescribesTheSameOperations() throws IOException {
    Set<String> described = new HashSet<>();
    JsonObject paths = document().object("paths").orElseThrow();
    paths
        .members()
        .forEach(
            (path, item) ->
                ((JsonObject) item)
                    .members()
                    .forEach(
                        (method, operation) ->
                            described.add(
                                ((JsonObject) operation).text("operationId").orElseThrow()
                                    + " "
                                    + method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path)));
    assertEquals(
        routes().entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).collect(toSet()),
        described);
  }

  private static JsonObject document() throws IOException {
    try (var resource = ContractTest.class.getResourceAsStream("/META-INF/openapi.json")) {
      return (JsonObject) JsonText.parse(resource.readAllBytes());
    }
  }

  @Test
  void theDocumentIsServedByteForByte() throws Exception {
    try (TestServer server = TestServer.start(ROUTES)) {
      var answer =
          server.client().send(server.request("/openapi.json").build(), BodyHandlers.ofByteArray());
      assertEquals("application/json", answer.headers().firstValue("content-type").get());
      try (var resource = ContractTest.class.getResourceAsStream("/META-INF/openapi.json")) {
        assertArrayEquals(resource.readAllBytes(), answer.body());
      }
    }
  }

  @Test
  void longBodiesAreTakenWhereGoosedTakesThem() {
    Map<String, Integer> limits =
        ROUTES.stream()
            .filter(route -> route.bodyLimit() != Route.DEFAULT_LIMIT)
            .collect(toMap(Route::id, route -> route.bodyLimit() >> 20));
    assertEquals(
        Map.of(
            "reply", 50,
            "session_reply", 50,
            "import_session", 25,
            "import_session_nostr", 25,
            "share_session_nostr", 25,
            "transcribe_dictation", 50),
        limits);
  }
}
