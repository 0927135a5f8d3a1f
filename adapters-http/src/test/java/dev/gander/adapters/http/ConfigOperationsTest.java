package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `/status` and its kin, `/config`.
class ConfigOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void featuresNeedNoKey() {
    assertEquals(
        "{\"features\":{\"code-mode\":false,\"local-inference\":false}}",
        api.server.get("/features").body());
  }

  @Test
  void theSystemIsDescribed() {
    JsonObject info = object(api.server.get("/system_info"));
    assertEquals("1.2.3", info.text("app_version").get());
    assertEquals("linux", info.text("os").get());
    assertEquals("6.1", info.text("os_version").get());
    assertEquals("x86_64", info.text("architecture").get());
    assertEquals("scripted", info.text("provider").get());
    assertEquals("small", info.text("model").get());
    assertTrue(info.array("enabled_extensions").get().items().contains(Json.of("developer")));
  }

  @Test
  void settingsAreWrittenReadAndRemoved() {
    assertEquals(
        "\"Upserted key A\"",
        api.server
            .post("/config/upsert", "{\"key\":\"A\",\"value\":{\"x\":[1]},\"is_secret\":false}")
            .body());
    assertEquals(
        "{\"x\":[1]}",
        api.server.post("/config/read", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals(
        "{\"x\":[1]}",
        JsonText.write(object(api.server.get("/config")).object("config").get().get("A")));
    assertEquals(
        "\"Removed key A\"",
        api.server.post("/config/remove", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals(
        "\"Removed key A\"",
        api.server.post("/config/remove", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals(
        "null", api.server.post("/config/read", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals(
        422, api.server.post("/config/upsert", "{\"key\":\"A\",\"is_secret\":false}").statusCode());
  }

  @Test
  void aSecretIsShownMasked() {
    api.server.post(
        "/config/upsert", "{\"key\":\"K\",\"value\":\"abcdefghij\",\"is_secret\":true}");
    assertEquals(
        "{\"maskedValue\":\"abcde*****\"}",
        api.server.post("/config/read", "{\"key\":\"K\",\"is_secret\":true}").body());
    assertEquals(
        "null", api.server.post("/config/read", "{\"key\":\"none\",\"is_secret\":true}").body());
    assertEquals(
        "\"scripted\"",
        api.server.post("/config/read", "{\"key\":\"GOOSE_PROVIDER\",\"is_secret\":true}").body());
  }

  @Test
  void whatTheUserDecidesAboutToolsIsRemembered() {
    String path = "/config/permissions";
    assertEquals(
        "\"Permissions updated successfully\"",
        api.server.post(path, permissions("todo__write", "never_allow")).body());
    assertEquals(422, api.server.post(path, permissions("todo__write", "maybe")).statusCode());
    assertEquals(422, api.server.post(path, "{}").statusCode());
    assertEquals(200, api.server.post(path, "{\"tool_permissions\":[]}").statusCode());
    assertEquals(
        Optional.of(PermissionLevel.NEVER_ALLOW), api.backend.permissions.userLevel("todo__write"));
  }

  private static String permissions(String tool, String level) {
    return "{\"tool_permissions\":[{\"tool_name\":\"%s\",\"permission\":\"%s\"}]}"
        .formatted(tool, level);
  }

  @Test
  void configuredExtensionsAreListedWithWarnings() {
    api.backend.settings.put(
        "extensions",
        JsonText.parse(
            "{\"old\":{\"type\":\"sse\",\"name\":\"old\",\"uri\":\"http://x\",\"enabled\":true}}"));
    JsonObject answer = object(api.server.get("/config/extensions"));
    assertEquals(
        "[\"'old': SSE is unsupported, migrate to streamable_http\"]",
        JsonText.write(answer.get("warnings")));
    JsonObject first = (JsonObject) answer.array("extensions").get().items().getFirst();
    assertEquals(
        List.of("enabled", "type", "name"), List.copyOf(first.members().keySet()).subList(0, 3));
  }
}
