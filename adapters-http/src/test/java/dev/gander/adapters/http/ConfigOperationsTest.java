package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        "{\"features\":{\"code-mode\":false,\"local-inference\":false},"
            + "\"local_engine\":{\"name\":\"\",\"build\":\"\","
            + "\"limits\":[\"Models on this machine are not installed\"]}}",
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

  @Test
  void extensionIsAddedUpdatedAndRemoved() {
    String body =
        """
        {"name":"My Tool!","enabled":false,
         "config":{"type":"stdio","name":"My Tool!","cmd":"x","args":[],"enabled":true,
                   "envs":{"LD_PRELOAD":"x","A":"1"}}}""";
    assertEquals("\"Added extension My Tool!\"", api.server.post(path(), body).body());
    assertEquals("\"Updated extension My Tool!\"", api.server.post(path(), body).body());
    JsonObject entry =
        api.backend.settings.all().object("extensions").get().object("mytool_").get();
    assertEquals(Json.of(false), entry.get("enabled"));
    assertEquals(JsonObject.of("A", Json.of("1")), entry.get("envs"));
    assertEquals(
        "\"Removed extension My Tool!\"", api.server.delete(path() + "/My%20Tool%21").body());
    assertEquals(JsonObject.EMPTY, api.backend.settings.all().get("extensions"));
  }

  private static String path() {
    return "/config/extensions";
  }

  @Test
  void extensionOfTheWrongShapeIsRefused() {
    for (String config :
        List.of(
            "{\"type\":\"nothing\",\"name\":\"x\"}",
            "{\"type\":\"stdio\",\"name\":\"x\",\"cmd\":\"c\",\"args\":null}",
            "{\"type\":\"builtin\",\"name\":\"x\",\"timeout\":-1}")) {
      assertEquals(
          422,
          api.server
              .post(path(), "{\"name\":\"x\",\"enabled\":true,\"config\":" + config + "}")
              .statusCode(),
          config);
    }
    assertFalse(api.backend.settings.all().has("extensions"));
  }

  @Test
  void promptsAreRewrittenAndReset() {
    String plan = "/config/prompts/plan.md";
    assertEquals(
        "{\"name\":\"plan.md\",\"content\":\"[plan.md]\",\"default_content\":\"[plan.md]\","
            + "\"is_customized\":false}",
        api.server.get(plan).body());
    assertEquals("\"Saved prompt: plan.md\"", api.server.put(plan, "{\"content\":\"\"}").body());
    assertEquals(
        "{\"name\":\"plan.md\",\"content\":\"\",\"default_content\":\"[plan.md]\","
            + "\"is_customized\":true}",
        api.server.get(plan).body());
    JsonObject listed =
        (JsonObject)
            object(api.server.get("/config/prompts")).array("prompts").get().items().get(7);
    assertEquals(
        List.of("name", "description", "default_content", "user_content", "is_customized"),
        List.copyOf(listed.members().keySet()));
    assertEquals("\"Reset prompt to default: plan.md\"", api.server.delete(plan).body());
    assertEquals(404, api.server.get("/config/prompts/..%2F..%2Fconfig.yaml").statusCode());
    assertEquals(422, api.server.put(plan, "{\"content\":null}").statusCode());
  }

  @Test
  void settingsFileIsCheckedCopiedAndRecovered() {
    assertEquals("\"Config file does not exist\"", api.server.get("/config/validate").body());
    assertEquals(404, api.server.post("/config/backup", "").statusCode());
    assertEquals(
        "\"No init-config.yaml found, using default configuration\"",
        api.server.post("/config/init", "").body());
    api.backend.settingsFile.say(JsonObject.of("A", Json.of(1)));
    assertEquals("\"Config already exists\"", api.server.post("/config/init", "").body());
    assertEquals(
        Json.of("Copied \"/config/config.yaml\" to \"/config/config.yaml.bak\""),
        JsonText.parse(api.server.post("/config/backup", "").body()));
    api.backend.settingsFile.breakIt();
    assertEquals(
        "{\"message\":\"Config file is corrupted: no YAML at line 1 column 1\"}",
        api.server.get("/config/validate").body());
    assertEquals(422, api.server.get("/config/validate").statusCode());
    assertEquals(
        "\"Config recovery completed. Recovered 1 keys: A. The broken file is"
            + " /config/config.yaml.corrupt\"",
        api.server.post("/config/recover", "").body());
    assertEquals("\"Config file is valid\"", api.server.get("/config/validate").body());
  }

  @Test
  void commandsAreListed() {
    assertTrue(
        api.server
            .get("/config/slash_commands?working_dir=%2Fnowhere")
            .body()
            .startsWith("{\"commands\":[{\"command\":\"prompts\",\"help\":"));
    assertEquals(400, api.server.get("/config/slash_commands?working_dir=a%00b").statusCode());
  }
}
