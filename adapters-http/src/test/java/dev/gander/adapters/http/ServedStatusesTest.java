package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.call.Route;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the served description says about statuses is what the server does, operation by operation.
class ServedStatusesTest {
  private static final String NO_ID = "19990909_9";
  private static final Set<String> ENDLESS = Set.of("approval_events", "follow_news");
  private static final Set<String> FRAMES =
      Set.of("mcp_ui_proxy", "mcp_app_proxy", "get_mcp_app_guest");
  private static final String GUEST = "{\"secret\":\"wrong\",\"html\":\"\"}";
  private static RunningApi api;
  private static Map<String, JsonObject> described;

  @BeforeAll
  static void start() {
    api = new RunningApi();
    described = new HashMap<>();
    JsonObject document = RunningApi.object(api.server.get("/openapi.json"));
    JsonObject paths = document.object("paths").orElseThrow();
    paths
        .members()
        .forEach(
            (path, methods) ->
                ((JsonObject) methods)
                    .members()
                    .forEach(
                        (method, operation) ->
                            described.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                (JsonObject) operation)));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<Route> routes() {
    return TestServer.operations(api.backend.useCases(), TestServer.KEY::equals, TestServer.echo())
        .stream()
        .filter(route -> described.containsKey(place(route)))
        .toList();
  }

  private static String place(Route route) {
    return route.method() + " " + route.path();
  }

  private static Set<String> statuses(Route route) {
    return described.get(place(route)).object("responses").orElseThrow().members().keySet();
  }

  private static boolean readsBody(Route route) {
    return described.get(place(route)).has("requestBody");
  }

  private static HttpRequest.Builder request(Route route, String type, String body) {
    // Without a key in the query or the body, what a frame loads is asked for in the wrong way.
    String query = FRAMES.contains(route.id()) ? "?secret=wrong&nonce=x" : "";
    String sent = route.id().equals("store_mcp_app_guest") && body.equals("{}") ? GUEST : body;
    String path = route.path().replaceAll("[{][^}]*}", NO_ID) + query;
    return HttpRequest.newBuilder(api.server.uri(path))
        .header("content-type", type)
        .method(route.method(), BodyPublishers.ofString(sent));
  }

  private static HttpResponse<String> answered(Route route, String type, String body) {
    return api.server.send(request(route, type, body).header("x-secret-key", TestServer.KEY));
  }

  private static int answer(Route route, String type, String body) {
    return answered(route, type, body).statusCode();
  }

  /// Compares what the operations answer to one kind of request with whether they list that status.
  private static void assertListed(int status, List<Route> routes, ToIntFunction<Route> answer) {
    Set<String> answered = new TreeSet<>();
    Set<String> listed = new TreeSet<>();
    for (Route route : routes) {
      if (answer.applyAsInt(route) == status) {
        answered.add(place(route));
      }
      if (statuses(route).contains(Integer.toString(status))) {
        listed.add(place(route));
      }
    }
    assertEquals(listed, answered);
    assertTrue(listed.size() > 30, listed::toString);
  }

  @Test
  void withoutTheKeyEveryOperationIsRefusedThatSaysSo() {
    assertListed(
        401,
        routes(),
        route -> api.server.send(request(route, "application/json", "{}")).statusCode());
  }

  /// Signing up takes no body, and waits for a person; some streams have no end.
  @Test
  void aBodyIsExpectedAsJsonWhereTheDescriptionHasOne() {
    List<Route> asked =
        built().stream()
            .filter(route -> !route.path().startsWith("/handle_"))
            .filter(route -> !ENDLESS.contains(route.id()))
            .toList();
    assertListed(415, asked, route -> answer(route, "text/plain", "{}"));
  }

  @Test
  void aBodyOfAnotherShapeIsRefusedWhereTheDescriptionHasOne() {
    List<Route> reading = built().stream().filter(ServedStatusesTest::readsBody).toList();
    assertListed(422, reading, route -> answer(route, "application/json", "[]"));
    assertListed(400, reading, route -> answer(route, "application/json", "{"));
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhereTheDescriptionHasOne() {
    RawClient raw = new RawClient(api.server.uri("/").getPort());
    List<Route> reading = built().stream().filter(ServedStatusesTest::readsBody).toList();
    assertListed(
        413,
        reading,
        route ->
            raw.send(
                    """
                    %s %s HTTP/1.1\r
                    Host: localhost\r
                    X-Secret-Key: %s\r
                    Content-Type: application/json\r
                    Content-Length: 99999999\r
                    \r
                    """
                        .formatted(
                            route.method(),
                            route.path().replace("{", "").replace("}", ""),
                            TestServer.KEY))
                .status());
  }

  @Test
  void whatComesBeforeEveryOperationIsListedForEach() {
    assertTrue(described.size() >= 137, "more than goosed has: " + described.size());
    for (Route route : routes()) {
      assertTrue(statuses(route).containsAll(Set.of("403", "431", "500")), place(route));
      assertEquals(readsBody(route), statuses(route).contains("408"), place(route));
      boolean readable = readsBody(route) || described.get(place(route)).has("parameters");
      assertTrue(!readable || statuses(route).contains("400"), place(route));
    }
  }

  /// Operations that name a session find none here, and say which one they looked for.
  @Test
  void anUnknownSessionIsListedAndIsNotFound() {
    Map<String, String> bodies = bodiesThatNameASession();
    Set<String> named = new TreeSet<>(bodies.keySet());
    built().stream()
        .filter(route -> route.path().matches(".*[{](session_)?id[}].*"))
        .filter(route -> route.path().startsWith("/sessions") || route.path().startsWith("/diag"))
        .forEach(route -> named.add(place(route)));

    Set<String> answered = new TreeSet<>();
    Map<String, String> withoutId = new TreeMap<>();
    for (Route route : routes()) {
      if (named.contains(place(route))) {
        assertTrue(statuses(route).contains("404"), place(route));
        String body = bodies.getOrDefault(place(route), "{}");
        HttpResponse<String> answer = answered(route, "application/json", body);
        assertEquals(404, answer.statusCode(), place(route));
        String message = ((JsonObject) JsonText.parse(answer.body())).text("message").orElseThrow();
        answered.add(place(route));
        if (!message.contains(NO_ID)) {
          withoutId.put(place(route), message);
        }
      }
    }
    assertEquals(named, answered);
    assertEquals(messagesWithoutTheId(), withoutId);
  }

  /// goosed's words where it has some, and answers about something else that the session lacks.
  private static Map<String, String> messagesWithoutTheId() {
    return new TreeMap<>(
        Map.of(
            "POST /agent/call_tool",
            "-32002: Tool 't' not found. Available tools: []",
            "POST /agent/remove_extension",
            "Failed to remove extension: Failed to persist extension state: Session not found",
            "POST /agent/restart",
            "Failed to get session: Session not found",
            "POST /agent/resume",
            "Failed to resume session: Session not found",
            "POST /agent/update_from_session",
            "Failed to get session: Session not found",
            "POST /agent/update_provider",
            "Failed to update provider: Failed to persist provider config to session"));
  }

  private static Map<String, String> bodiesThatNameASession() {
    String message =
        """
        "user_message":{"role":"user","created":1,"content":[{"type":"text","text":"x"}],\
        "metadata":{"userVisible":true,"agentVisible":true}}""";
    Map<String, String> bodies = new HashMap<>();
    String begin = "{\"session_id\":\"" + NO_ID + "\"";
    bodies.put("POST /agent/add_extension", begin + ",\"config\":" + RunningApi.stdio("e") + "}");
    bodies.put("POST /agent/call_tool", begin + ",\"name\":\"t\",\"arguments\":{}}");
    bodies.put("POST /agent/read_resource", begin + ",\"extension_name\":\"e\",\"uri\":\"u\"}");
    bodies.put("POST /agent/remove_extension", begin + ",\"name\":\"e\"}");
    bodies.put("POST /agent/restart", begin + "}");
    bodies.put("POST /agent/resume", begin + ",\"load_model_and_extensions\":true}");
    bodies.put("POST /agent/stop", begin + "}");
    bodies.put("POST /agent/update_from_session", begin + "}");
    bodies.put(
        "POST /agent/update_provider", begin + ",\"provider\":\"scripted\",\"model\":\"m\"}");
    bodies.put("POST /agent/update_session", begin + ",\"goose_mode\":\"chat\"}");
    bodies.put("POST /agent/update_working_dir", begin + ",\"working_dir\":\"/\"}");
    bodies.put("POST /recipes/create", begin + "}");
    bodies.put(
        "POST /sessions/{id}/reply",
        "{\"request_id\":\"0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01\"," + message + "}");
    bodies.put("POST /sessions/{id}/cancel", "{\"request_id\":\"r\"}");
    bodies.put("POST /sessions/{session_id}/sampling/message", "{\"messages\":[],\"maxTokens\":1}");
    bodies.put("POST /sessions/{session_id}/fork", "{\"copy\":true,\"truncate\":false}");
    bodies.put("PUT /sessions/{session_id}/name", "{\"name\":\"n\"}");
    bodies.put("PUT /sessions/{session_id}/user_recipe_values", "{\"userRecipeValues\":{}}");
    return bodies;
  }

  private static List<Route> built() {
    return routes().stream().filter(route -> route.operation() != null).toList();
  }
}
