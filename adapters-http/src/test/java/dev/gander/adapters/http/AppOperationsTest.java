package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.extension.ScriptedExtension;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Apps as data, in the order in which Desktop's page asks for them.
class AppOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void appsAreListedImportedExportedAndRefreshed() {
    assertEquals(List.of("chat", "clock"), names("/agent/list_apps"));

    assertEquals(
        201, importing("<script type=\"application/ld+json\">{\"name\":\"a b\"}</script>hi"));
    assertEquals(List.of("a b", "chat", "clock"), names("/agent/list_apps"));

    HttpResponse<String> page = api.server.get("/agent/export_app/a%20b");
    assertEquals(200, page.statusCode());
    assertEquals("text/plain; charset=utf-8", page.headers().firstValue("content-type").get());
    assertTrue(page.body().contains("\"name\": \"a b\""), page.body());
    assertEquals(201, importing(page.body()));

    api.backend.connector.offer(
        "m", new ScriptedExtension().resource("ui://m/p", "text/html", "<p>"));
    String session = api.session("m");
    JsonObject listed = RunningApi.object(api.server.get("/agent/list_apps?session_id=" + session));
    assertEquals(
        "{\"apps\":[{\"uri\":\"ui://m/p\",\"name\":\"ui://m/p\","
            + "\"mimeType\":\"text/html;profile=mcp-app\",\"text\":\"<p>\",\"mcpServers\":[\"m\"],"
            + "\"width\":800,\"height\":600,\"resizable\":true}]}",
        listed.compact());
    assertEquals(List.of("a b", "a b_1", "chat", "clock", "ui://m/p"), names("/agent/list_apps"));
    assertEquals(List.of(), names("/agent/list_apps?session_id=nope"));
  }

  @Test
  void mistakesAreToldAsGoosedTellsThem() {
    assertError(404, "App 'none' not found", api.server.get("/agent/export_app/none"));
    assertError(
        400,
        "Invalid Goose App HTML: No GooseApp JSON-LD metadata found in HTML",
        api.server.post("/agent/import_app", "{\"html\":\"\"}"));
    assertEquals(422, api.server.post("/agent/import_app", "{}").statusCode());
    assertEquals(
        413,
        api.server
            .post("/agent/import_app", "{\"html\":\"" + "x".repeat(2 << 20) + "\"}")
            .statusCode());
  }

  private int importing(String html) {
    return api.server
        .post("/agent/import_app", JsonObject.of("html", Json.of(html)).compact())
        .statusCode();
  }

  private List<String> names(String path) {
    JsonArray apps = RunningApi.object(api.server.get(path)).array("apps").orElseThrow();
    return apps.items().stream().map(app -> ((JsonObject) app).text("name").orElseThrow()).toList();
  }
}
