package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real goose 1.52 and Gander on the same recipes and jobs.
class GooseRecipesIT {
  private static final String LINK = "goose://recipe?config=";

  @TempDir Path root;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    RealGoose.require();
  }

  /// What YAML could misread, and what a template could.
  private static List<String> texts() {
    return List.of(
        "plain",
        "one\n\ttwo \"three\"\n",
        "a: b # c",
        "say {% if who == 'a' %}\"A\"{% endif %} \\n",
        "- 'x'",
        "007");
  }

  @Test
  void gooseReadsWhatGanderSaved() throws Exception {
    RealGoose goose = new RealGoose(root, Map.of());
    try (ImageServer gander = ImageServer.start(root, Map.of())) {
      for (int i = 0; i < texts().size(); i++) {
        JsonObject recipe = recipe("Recipe " + i, texts().get(i));
        JsonObject saved = post(gander, "save", JsonObject.of("recipe", recipe));
        Path file = Path.of(saved.text("file_path").orElseThrow());

        goose.validate(file);
        JsonObject linked = post(gander, "encode", JsonObject.of("recipe", recipe));
        assertEquals(
            LINK + linked.text("deeplink").orElseThrow(), goose.link(file), texts().get(i));
      }
    }
    assertEquals(
        Set.of("Recipe 0", "Recipe 1", "Recipe 2", "Recipe 3", "Recipe 4", "Recipe 5"),
        goose.recipes().stream()
            .map(found -> found.text("title").orElseThrow())
            .collect(Collectors.toSet()));
  }

  @Test
  void ganderReadsTheLinksOfGoose() throws Exception {
    RealGoose goose = new RealGoose(root, Map.of());
    try (ImageServer gander = ImageServer.start(root, Map.of())) {
      for (String text : texts()) {
        JsonObject recipe = recipe("T", text);
        Path file = Files.writeString(root.resolve("r.json"), JsonText.write(recipe));
        String link = goose.link(file);
        assertTrue(link.startsWith(LINK), link);

        JsonObject read =
            post(
                gander,
                "decode",
                JsonObject.of("deeplink", Json.of(link.substring(LINK.length()))));

        assertEquals(text, read.object("recipe").orElseThrow().text("prompt").orElseThrow());
      }
    }
  }

  @Test
  void bothKeepTheSameJobs() throws Exception {
    RealGoose goose = new RealGoose(root, Map.of());
    Path file =
        Files.writeString(
            root.resolve("r.json"), JsonText.write(recipe("Nightly", "!say for {{ who }}")));
    try (ImageServer gander =
        ImageServer.start(root, Map.of("GOOSE_PROVIDER", "scripted", "GOOSE_MODEL", "scripted"))) {
      goose.schedule("of goose", "0 2 * * *", file, "who=the night");
      assertEquals(Set.of("of goose"), jobs(gander));

      String session =
          gander.post("/schedule/of%20goose/run_now", "").text("session_id").orElseThrow();
      String said = JsonText.write(gander.get("/sessions/" + session));
      assertTrue(said.contains("\"for the night\""), said);

      gander.post(
          "/schedule/create",
          JsonText.write(
              JsonObject.of("id", Json.of("of gander"))
                  .with("cron", Json.of("0 0 3 * * *"))
                  .with("recipe", recipe("Morning", "plain"))));
      String listed = goose.jobs();
      assertTrue(listed.contains("- ID: of gander"), listed);
      assertTrue(listed.contains("- ID: of goose"), listed);

      goose.unschedule("of gander");
      assertEquals(Set.of("of goose"), jobs(gander));
    }
  }

  private static Set<String> jobs(ImageServer gander) throws Exception {
    return gander.get("/schedule/list").array("jobs").orElse(JsonArray.EMPTY).items().stream()
        .map(job -> ((JsonObject) job).text("id").orElseThrow())
        .collect(Collectors.toSet());
  }

  private static JsonObject post(ImageServer gander, String operation, JsonObject body)
      throws Exception {
    return gander.post("/recipes/" + operation, JsonText.write(body));
  }

  private static JsonObject recipe(String title, String prompt) {
    JsonObject parameter =
        JsonObject.builder()
            .put("key", "who")
            .put("input_type", "string")
            .put("requirement", "required")
            .put("description", "d")
            .build();
    JsonObject.Builder recipe =
        JsonObject.builder()
            .put("version", "1.0.0")
            .put("title", title)
            .put("description", "D")
            .put("prompt", prompt);
    if (prompt.contains("who")) {
      recipe.put("parameters", JsonArray.of(parameter));
    }
    return recipe.build();
  }
}
