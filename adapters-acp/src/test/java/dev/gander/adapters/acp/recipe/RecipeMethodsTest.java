package dev.gander.adapters.acp.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecipeMethodsTest {
  private static final String RECIPE =
      "{'version': '1.0.0', 'title': 'My First', 'description': 'D', 'instructions': 'I'}";

  private final GooseTalk talk = new GooseTalk();

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void aRecipeBecomesALinkAndComesBack() throws InterruptedException {
    String recipe =
        """
        {'version': '1.0.0', 'title': 'T', 'description': 'D', 'prompt': 'p',
         'extensions': [{'type': 'stdio', 'name': 's', 'description': '', 'cmd': 'run',
           'args': []}],
         'retry': {'max_retries': 2, 'checks': [{'type': 'shell', 'command': 'true'}]}}\
        """;
    Json link = talk.result("recipes/encode", "{'recipe': %s}".formatted(recipe)).get("deeplink");

    assertEquals(
        GooseTalk.json(recipe),
        talk.result(
                "recipes/decode", "{'deeplink': %s}".formatted(link == null ? "" : link.compact()))
            .get("recipe"));
    Json unchecked =
        talk.result(
                "recipes/encode",
                "{'recipe': {'title': 'T', 'description': 'D', 'prompt': 'p',"
                    + " 'retry': {'max_retries': 2}}}")
            .get("deeplink");
    assertEquals(
        GooseTalk.json("{'max_retries': 2, 'checks': []}"),
        talk.result(
                "recipes/decode",
                "{'deeplink': %s}".formatted(unchecked == null ? "" : unchecked.compact()))
            .object("recipe")
            .flatMap(recipe2 -> recipe2.object("retry"))
            .orElseThrow());
    assertTrue(
        talk.error("recipes/decode", "{'deeplink': '%%'}").startsWith("-32602: \"deeplink: "));
    assertEquals(
        "-32602: \"missing field `description`\"",
        talk.error("recipes/encode", "{'recipe': {'title': 'T'}}"));
  }

  @Test
  void textsAreReadWrittenAndSearchedForHiddenCharacters() throws InterruptedException {
    JsonObject parsed =
        talk.result(
            "recipes/parse",
            JsonObject.of("content", GooseTalk.json("'x'"))
                .compact()
                .replace("\"x\"", Json.of(RECIPE.replace('\'', '"')).compact()));
    assertEquals(GooseTalk.json(RECIPE), parsed.get("recipe"));
    assertEquals(
        Json.of(RECIPE.replace('\'', '"').replace(": ", ":").replace(", ", ",")),
        talk.result("recipes/to-yaml", "{'recipe': %s}".formatted(RECIPE)).get("yaml"));
    assertEquals(
        Json.of(true),
        talk.result(
                "recipes/scan",
                "{'recipe': {'title': 'T', 'description': 'D', 'prompt': 'a\\udb40\\udc41b'}}")
            .get("has_security_warnings"));
    assertEquals(
        "-32602: \"recipe: Recipe must specify at least one of `instructions` or `prompt`.\"",
        talk.error(
            "recipes/parse", "{'content': '{\\'title\\': \\'T\\', \\'description\\': \\'D\\'}'}"));
  }

  @Test
  void aRecipeIsSavedScheduledAndDeleted() throws InterruptedException {
    JsonObject saved = talk.result("recipes/save", "{'recipe': %s}".formatted(RECIPE));
    String id = saved.text("id").orElseThrow();

    assertEquals(Optional.of("my-first.yaml"), saved.text("file_name"));
    talk.done("recipes/schedule", "{'id': '%s', 'cron_schedule': '0 9 * * *'}".formatted(id));
    talk.done("recipes/slash-command", "{'id': '%s', 'slash_command': '/First'}".formatted(id));
    assertEquals(GooseTalk.json(RECIPE), listed().get("recipe"));
    assertEquals(Json.of("0 9 * * *"), listed().get("schedule_cron"));
    assertEquals(Json.of("first"), listed().get("slash_command"));
    assertTrue(
        talk.error("recipes/schedule", "{'id': '%s', 'cron_schedule': 'bad'}".formatted(id))
            .startsWith("-32603: \"Failed to schedule recipe: "));

    talk.done("recipes/delete", "{'id': '%s'}".formatted(id));
    assertEquals(
        "-32602: \"recipe not found: %s\"".formatted(id),
        talk.error("recipes/delete", "{'id': '%s'}".formatted(id)));
    assertEquals(JsonArray.EMPTY, talk.result("recipes/list", "{}").get("recipes"));
  }

  private JsonObject listed() throws InterruptedException {
    return (JsonObject)
        talk.result("recipes/list", "{}").array("recipes").orElseThrow().items().getFirst();
  }

  @Test
  void whatCannotBeSavedIsExplainedWithItsPlace() throws InterruptedException {
    assertEquals(
        "-32602: \"Save recipe validation failed: missing field `recipe`\"",
        talk.error("recipes/save", "{}"));
    assertEquals(
        "-32602: \"save recipe validation failed at recipe: missing field `title`\"",
        talk.error("recipes/save", "{'recipe': {'description': 'D', 'prompt': 'p'}}"));
    assertEquals(
        "-32602: \"recipe: Recipe must specify at least one of `instructions` or `prompt`.\"",
        talk.error("recipes/save", "{'recipe': {'title': 'T', 'description': 'D'}}"));
    assertEquals(
        "-32602: \"recipe not found: 0123456789abcdef\"",
        talk.error("recipes/save", "{'recipe': %s, 'id': '0123456789abcdef'}".formatted(RECIPE)));
  }
}
