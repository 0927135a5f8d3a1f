package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages of Goose Desktop call, in their order and form, and what they read of the
/// answers: recorded from the unmodified app of both versions.
@ParameterizedClass
@ValueSource(strings = {"1.26.0", "1.36.0"})
class DesktopIT {
  private static final List<String> BUNDLED =
      List.of("developer", "computercontroller", "autovisualiser", "memory", "tutorial");

  private final String version;
  @TempDir Path root;

  DesktopIT(String version) {
    this.version = version;
  }

  @Test
  void theFirstStartLeadsToOnboarding() throws Exception {
    try (DesktopApp app = start(Map.of())) {
      assertEquals(JsonNull.NULL, app.read("GOOSE_TELEMETRY_ENABLED", false));
      assertEquals(JsonNull.NULL, app.read("GOOSE_PROVIDER", false));
      assertEquals(JsonNull.NULL, app.read("GOOSE_MODEL", false));
      assertInstanceOf(JsonObject.class, object(app.get("/features")).get("features"));
      assertInstanceOf(JsonObject.class, object(app.get("/config")).get("config"));
      assertTrue(objects(app.get("/config/providers")).size() > 50);
      assertEquals(List.of(), objects(object(app.get("/sessions")).get("sessions")));
      assertEquals(Json.of(0), object(app.get("/sessions/insights")).get("totalSessions"));

      for (int start = 0; start < 2; start++) {
        for (String name : BUNDLED) {
          app.post("/config/extensions", bundled(name));
        }
      }
      List<JsonObject> listed = extensions(app);
      assertEquals(BUNDLED.size(), listed.stream().filter(DesktopIT::isBundled).count());
      assertEquals(
          List.of("developer"),
          listed.stream()
              .filter(DesktopIT::isBundled)
              .filter(entry -> Json.of(true).equals(entry.get("enabled")))
              .map(entry -> text(entry, "name"))
              .toList());
    }
  }

  @Test
  void aProviderIsSetUpAndStaysSetUp() throws Exception {
    HttpServer service = service();
    try {
      try (DesktopApp app = start(Map.of())) {
        app.upsert("OPENAI_HOST", Json.of(url(service)), false);
        app.upsert("OPENAI_API_KEY", Json.of("wrong-key-of-mine"), true);
        var refused = app.send("GET", "/config/providers/openai/models", null);
        assertTrue(refused.statusCode() >= 400, refused::body);
        assertTrue(refused.body().contains("message"), refused::body);

        app.upsert("OPENAI_API_KEY", Json.of("right-key-of-mine"), true);
        JsonArray models = (JsonArray) app.get("/config/providers/openai/models");
        assertEquals(
            "gpt-4o",
            app.isOld()
                ? ((JsonString) models.items().getFirst()).value()
                : text((JsonObject) models.items().getFirst(), "name"));
        assertInstanceOf(
            JsonString.class, object(app.read("OPENAI_API_KEY", true)).get("maskedValue"));
        app.post("/config/set_provider", json("{'provider': 'openai', 'model': 'gpt-4o'}"));
        app.upsert("GOOSE_TELEMETRY_ENABLED", Json.of(false), false);
      }
      try (DesktopApp app = start(Map.of())) {
        assertEquals(Json.of("openai"), app.read("GOOSE_PROVIDER", false));
        assertEquals(Json.of("gpt-4o"), app.read("GOOSE_MODEL", false));
        assertEquals(Json.of(false), app.read("GOOSE_TELEMETRY_ENABLED", false));
        assertEquals(Json.of(true), provider(app, "openai").get("is_configured"));
        assertInstanceOf(
            JsonObject.class,
            object(
                    app.post(
                        "/config/canonical-model-info",
                        json("{'provider': 'openai', 'model': 'gpt-4o'}")))
                .get("model_info"));
      }
    } finally {
      service.stop(0);
    }
  }

  @Test
  void aProviderOfTheUserIsMadeAndRemoved() throws Exception {
    try (DesktopApp app = start(Map.of())) {
      Json made =
          app.post(
              "/config/custom-providers",
              json(
                  """
                  {'engine': 'openai_compatible', 'display_name': 'My LLM',
                   'api_url': 'http://127.0.0.1:9/v1', 'api_key': 'k', 'models': ['m1', 'm2'],
                   'supports_streaming': true}"""));
      if (app.isOld()) {
        assertInstanceOf(JsonString.class, made);
      } else {
        assertEquals("custom_my_llm", text(object(made), "provider_name"));
      }
      JsonObject listed = provider(app, "custom_my_llm");
      assertEquals(Json.of("Custom"), listed.get("provider_type"));
      assertEquals(Json.of(true), listed.get("is_configured"));
      assertEquals(
          Json.of(true),
          object(app.get("/config/custom-providers/custom_my_llm")).get("is_editable"));
      app.delete("/config/custom-providers/custom_my_llm");
      assertTrue(
          objects(app.get("/config/providers")).stream()
              .noneMatch(entry -> text(entry, "name").equals("custom_my_llm")));
    }
  }

  @Test
  void extensionsAreAddedSwitchedAndRemoved() throws Exception {
    String extension =
        """
        {'name': 'Mine', 'enabled': %s, 'config': {'type': 'stdio', 'name': 'Mine',
         'description': 'of my own', 'cmd': 'true', 'args': ['-x'], 'envs': {},
         'env_keys': ['MINE_TOKEN'], 'timeout': 300, 'enabled': true}}""";
    try (DesktopApp app = start(Map.of())) {
      app.upsert("MINE_TOKEN", Json.of("hush"), true);
      app.post("/config/extensions", json(extension.formatted("true")));
      assertEquals(Json.of(true), extension(app, "Mine").get("enabled"));
      // The page sends the old value inside; the outer one counts.
      app.post("/config/extensions", json(extension.formatted("false")));
      assertEquals(Json.of(false), extension(app, "Mine").get("enabled"));
      app.delete("/config/extensions/Mine");
      assertTrue(extensions(app).stream().noneMatch(entry -> text(entry, "name").equals("Mine")));
    }
  }

  @Test
  void aChatAsksBeforeItsTools() throws Exception {
    try (DesktopApp app = start(Map.of("GOOSE_PROVIDER", "scripted", "GOOSE_MODEL", "scripted"))) {
      app.upsert("GOOSE_MODE", Json.of("approve"), false);
      String session = newSession(app);
      List<JsonObject> tools = objects(app.get("/agent/tools?session_id=" + session));
      assertTrue(tools.stream().anyMatch(tool -> text(tool, "name").equals("shell")));

      DesktopTurn turn = new DesktopTurn(app, session, "!tool shell {\"command\": \"echo fine\"}");
      assertEquals(List.of("toolConfirmation"), turn.questions());
      assertTrue(turn.said().contains("fine"), turn.said());

      app.post(
          "/config/permissions",
          json("{'tool_permissions': [{'tool_name': 'shell', 'permission': 'always_allow'}]}"));
      List<JsonObject> shown =
          objects(app.get("/agent/tools?session_id=" + session + "&extension_name=developer"));
      assertEquals(
          List.of(Json.of("always_allow")),
          shown.stream()
              .filter(tool -> text(tool, "name").equals("shell"))
              .map(tool -> tool.get("permission"))
              .toList());
      assertEquals(
          List.of(),
          new DesktopTurn(app, session, "!tool shell {\"command\": \"true\"}").questions());
    }
  }

  @Test
  void promptsAreEditedAndReset() throws Exception {
    try (DesktopApp app = start(Map.of())) {
      List<JsonObject> prompts = objects(object(app.get("/config/prompts")).get("prompts"));
      assertTrue(prompts.stream().noneMatch(DesktopIT::isCustomized));
      String path = "/config/prompts/" + text(prompts.getFirst(), "name");
      Json before = object(app.get(path)).get("content");
      app.put(path, json("{'content': 'Speak like a goose.'}"));
      assertEquals(Json.of("Speak like a goose."), object(app.get(path)).get("content"));
      assertEquals(
          1,
          objects(object(app.get("/config/prompts")).get("prompts")).stream()
              .filter(DesktopIT::isCustomized)
              .count());
      app.delete(path);
      assertEquals(before, object(app.get(path)).get("content"));
    }
  }

  private DesktopApp start(Map<String, String> more) throws Exception {
    return DesktopApp.start(version, root, more);
  }

  private String newSession(DesktopApp app) throws Exception {
    JsonObject session =
        object(
            app.post(
                "/agent/start",
                json(
                    """
                    {'working_dir': '%s', 'extension_overrides': [{'type': 'platform',
                     'name': 'developer', 'description': '', 'bundled': true}]}"""
                        .formatted(root))));
    String id = text(session, "id");
    JsonObject resumed =
        object(
            app.post(
                "/agent/resume",
                json("{'session_id': '%s', 'load_model_and_extensions': true}".formatted(id))));
    List<JsonObject> results = objects(resumed.get("extension_results"));
    assertEquals(List.of(Json.of(true)), results.stream().map(it -> it.get("success")).toList());
    app.post("/agent/update_from_session", json("{'session_id': '%s'}".formatted(id)));
    return id;
  }

  private static List<JsonObject> extensions(DesktopApp app) throws Exception {
    JsonObject answer =
        app.isOld()
            ? object(app.get("/config/extensions"))
            : app.acp("_goose/unstable/config/extensions/list");
    assertEquals(JsonArray.EMPTY, answer.get("warnings"));
    return objects(answer.get("extensions"));
  }

  private static JsonObject extension(DesktopApp app, String name) throws Exception {
    return extensions(app).stream()
        .filter(entry -> text(entry, "name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject provider(DesktopApp app, String name) throws Exception {
    return objects(app.get("/config/providers")).stream()
        .filter(entry -> text(entry, "name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject bundled(String name) {
    return json(
        """
        {'name': '%1$s', 'enabled': %2$s, 'config': {'type': '%3$s', 'name': '%1$s',
         'description': 'comes along', 'display_name': '%1$s', 'timeout': 300,
         'bundled': true}}"""
            .formatted(
                name, name.equals("developer"), name.equals("developer") ? "platform" : "builtin"));
  }

  private static boolean isBundled(JsonObject entry) {
    return BUNDLED.contains(text(entry, "name")) && Json.of(true).equals(entry.get("bundled"));
  }

  private static boolean isCustomized(JsonObject prompt) {
    return Json.of(true).equals(prompt.get("is_customized"));
  }

  /// A service that lists models to whoever has the key.
  private static HttpServer service() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/models", DesktopIT::listModels);
    server.start();
    return server;
  }

  private static void listModels(HttpExchange exchange) throws IOException {
    boolean known =
        "Bearer right-key-of-mine".equals(exchange.getRequestHeaders().getFirst("authorization"));
    byte[] answer =
        (known
                ? "{\"data\": [{\"id\": \"gpt-4o\"}]}"
                : "{\"error\": {\"message\": \"Incorrect API key\"}}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static JsonObject json(String text) {
    return (JsonObject) JsonText.parse(text.replace('\'', '"'));
  }

  private static JsonObject object(Json json) {
    return JsonFields.asObject(json);
  }

  private static List<JsonObject> objects(Json json) {
    return JsonFields.listOf(JsonFields::asObject).apply(json);
  }

  private static String text(JsonObject json, String member) {
    return JsonFields.of(json).text(member);
  }
}
