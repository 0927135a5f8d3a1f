package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What the recipe and the scheduler page of Goose Desktop call, in their order and form, and what
/// they read of the answers.
@ParameterizedClass
@ValueSource(strings = {"1.26.0", "1.36.0"})
class DesktopRecipesIT {
  private static final Map<String, String> SCRIPTED =
      Map.of("GOOSE_PROVIDER", "scripted", "GOOSE_MODEL", "scripted", "GOOSE_MODE", "auto");

  private static final JsonObject GREET =
      json(
          """
          {'title': 'Greet the crew', 'description': 'Says hello', 'instructions': 'Be kind to {{ who }}.',
           'prompt': '!say Hello {{ who }}', 'activities': ['Greet', 'Wave'],
           'parameters': [{'key': 'who', 'input_type': 'string', 'requirement': 'required',
                           'description': 'Whom?'}]}""");

  private final String version;
  @TempDir Path root;

  DesktopRecipesIT(String version) {
    this.version = version;
  }

  @Test
  void aRecipeIsWrittenTriedSharedAndDeleted() throws Exception {
    try (DesktopApp app = DesktopApp.start(version, root, SCRIPTED)) {
      assertEquals(List.of(), manifests(app));
      // The form shows a link while it is filled in.
      String link = text(post(app, "encode", recipe(GREET)), "deeplink");
      JsonObject saved = post(app, "save", recipe(GREET));
      String id = text(saved, "id");
      assertTrue(app.isOld() || text(saved, "file_name").equals("greet-the-crew.yaml"));

      JsonObject listed = manifests(app).getFirst();
      assertEquals(id, text(listed, "id"));
      assertEquals(JsonNull.NULL, listed.get("schedule_cron"));
      assertEquals(JsonNull.NULL, listed.get("slash_command"));
      assertEquals("Greet the crew", text(object(listed.get("recipe")), "title"));
      assertTrue(!text(listed, "last_modified").isEmpty());

      assertEquals(Json.of(false), post(app, "scan", recipe(GREET)).get("has_security_warnings"));
      assertEquals("Be kind to the crew.", greetingOf(app, "{'recipe_id': '" + id + "'"));
      assertEquals(
          GREET.get("prompt"),
          object(post(app, "decode", json("{'deeplink': '" + link + "'}")).get("recipe"))
              .get("prompt"));
      assertEquals(
          "Be kind to the crew.",
          greetingOf(app, "{'recipe': " + JsonText.write(GREET).replace('"', '\'')));

      String yaml = text(post(app, "to-yaml", recipe(GREET)), "yaml");
      JsonObject parsed = post(app, "parse", JsonObject.of("content", Json.of(yaml)));
      assertEquals(GREET.get("parameters"), object(parsed.get("recipe")).get("parameters"));

      app.post("/recipes/slash-command", json("{'id': '%s', 'slash_command': 'hi'}".formatted(id)));
      assertEquals(Json.of("hi"), manifests(app).getFirst().get("slash_command"));
      app.post("/recipes/delete", json("{'id': '%s'}".formatted(id)));
      assertEquals(List.of(), manifests(app));
    }
  }

  @Test
  void aLinkInTheLibraryIsDeletedAndNotWhatItLeadsTo() throws Exception {
    Path library = Files.createDirectories(root.resolve("config/recipes"));
    Path folder = Files.createDirectories(root.resolve("dotfiles"));
    Path elsewhere = Files.writeString(folder.resolve("mine.yaml"), JsonText.write(GREET));
    Path link = Files.createSymbolicLink(library.resolve("mine.yaml"), elsewhere);
    try (DesktopApp app = DesktopApp.start(version, root, SCRIPTED)) {
      String id = text(manifests(app).getFirst(), "id");
      app.post("/recipes/slash-command", json("{'id': '%s', 'slash_command': 'hi'}".formatted(id)));
      assertEquals(Json.of("hi"), manifests(app).getFirst().get("slash_command"));

      app.post("/recipes/delete", json("{'id': '%s'}".formatted(id)));

      assertEquals(List.of(), manifests(app));
      assertTrue(Files.notExists(link, LinkOption.NOFOLLOW_LINKS));
      assertTrue(Files.exists(elsewhere));
    }
  }

  @Test
  void aRecipeWhoseTemplatesYamlWouldChangeIsRefused() throws Exception {
    JsonObject windows = GREET.with("prompt", Json.of("{% if who == \"a\" %}A\r\n{% endif %}"));
    try (DesktopApp app = DesktopApp.start(version, root, SCRIPTED)) {
      assertEquals(400, app.send("POST", "/recipes/save", recipe(windows)).statusCode());
      assertEquals(List.of(), manifests(app));
    }
  }

  /// Starts a chat as the list of recipes does.
  ///
  /// @param recipe the beginning of the request
  /// @return the instructions once the values are given
  private static String greetingOf(DesktopApp app, String recipe) throws Exception {
    JsonObject session =
        object(app.post("/agent/start", json(recipe + ", 'working_dir': '/tmp'}")));
    String id = text(session, "id");
    assertEquals("Greet the crew", text(object(session.get("recipe")), "title"));
    app.post(
        "/agent/resume",
        json("{'session_id': '%s', 'load_model_and_extensions': true}".formatted(id)));
    app.post("/agent/update_from_session", json("{'session_id': '%s'}".formatted(id)));
    JsonObject filled =
        object(
            app.put(
                "/sessions/" + id + "/user_recipe_values",
                json("{'userRecipeValues': {'who': 'the crew'}}")));
    app.post("/agent/update_from_session", json("{'session_id': '%s'}".formatted(id)));
    return text(object(filled.get("recipe")), "instructions");
  }

  @Test
  void aJobIsScheduledRunAndDeleted() throws Exception {
    try (DesktopApp app = DesktopApp.start(version, root, SCRIPTED)) {
      assertEquals(List.of(), jobs(app));
      JsonObject job =
          object(
              app.post(
                  "/schedule/create",
                  json(
                      """
                      {'id': 'morning report', 'cron': '0 0 14 * * *',
                       'recipe': {'title': 'R', 'description': 'D', 'prompt': '!say done'}}""")));
      assertEquals("morning report", text(job, "id"));
      JsonObject listed = jobs(app).getFirst();
      assertEquals("0 0 14 * * *", text(listed, "cron"));
      assertTrue(Files.exists(Path.of(text(listed, "source"))));
      assertEquals(Json.of(false), listed.get("paused"));
      assertEquals(Json.of(false), listed.get("currently_running"));
      assertEquals(JsonNull.NULL, listed.get("last_run"));

      app.post("/schedule/morning%20report/pause", JsonObject.EMPTY);
      assertEquals(Json.of(true), jobs(app).getFirst().get("paused"));
      app.post("/schedule/morning%20report/unpause", JsonObject.EMPTY);
      app.put("/schedule/morning%20report", json("{'cron': '0 30 9 * * *'}"));
      assertEquals("0 30 9 * * *", text(jobs(app).getFirst(), "cron"));

      String session =
          text(
              object(app.post("/schedule/morning%20report/run_now", JsonObject.EMPTY)),
              "session_id");
      JsonObject shown =
          objects(app.get("/schedule/morning%20report/sessions?limit=20")).getFirst();
      assertEquals(session, text(shown, "id"));
      assertEquals("morning report", text(shown, "scheduleId"));
      assertEquals(Json.of(2), shown.get("messageCount"));
      assertEquals(
          JsonNull.NULL, object(app.get("/schedule/morning%20report/inspect")).get("sessionId"));

      app.delete("/schedule/delete/morning%20report");
      assertEquals(List.of(), jobs(app));
    }
  }

  private static List<JsonObject> manifests(DesktopApp app) throws Exception {
    return objects(object(app.get("/recipes/list")).get("manifests"));
  }

  private static List<JsonObject> jobs(DesktopApp app) throws Exception {
    return objects(object(app.get("/schedule/list")).get("jobs"));
  }

  private static JsonObject post(DesktopApp app, String operation, JsonObject body)
      throws Exception {
    return object(app.post("/recipes/" + operation, body));
  }

  private static JsonObject recipe(JsonObject recipe) {
    return JsonObject.of("recipe", recipe);
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
