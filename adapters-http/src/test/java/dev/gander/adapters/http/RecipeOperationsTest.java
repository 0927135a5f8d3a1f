package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeOperationsTest {
  private static final String TIDY =
      "{\"title\":\"Tidy\",\"description\":\"D\",\"prompt\":\"Tidy up\"}";

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aRecipeIsSavedListedAndDeleted() {
    JsonObject saved = object(post("save", "{\"recipe\":" + TIDY + "}"));
    String id = saved.text("id").orElseThrow();
    assertEquals("tidy.yaml", saved.text("file_name").orElseThrow());

    JsonObject listed = manifests().getFirst();
    assertEquals(id, listed.text("id").orElseThrow());
    assertEquals(saved.get("file_path"), listed.get("file_path"));
    assertEquals("1970-01-01T00:00:01.000000000+00:00", listed.text("last_modified").orElseThrow());
    assertEquals(JsonNull.NULL, listed.get("slash_command"));

    String named = "{\"id\":\"" + id + "\",\"slash_command\":\"/Clean\"}";
    assertEquals("", post("slash-command", named).body());
    assertEquals(Json.of("clean"), manifests().getFirst().get("slash_command"));

    HttpResponse<String> deleted = post("delete", "{\"id\":\"" + id + "\"}");
    assertEquals(204, deleted.statusCode());
    assertEquals(List.of(), manifests());
    assertError(404, "Recipe not found: " + id, post("delete", "{\"id\":\"" + id + "\"}"));
  }

  /// Only this operation answers every problem with its body by 400.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{; Invalid JSON payload: ",
        "[]; save recipe validation failed at ",
        "{\"recipe\":{\"description\":\"D\"}}; save recipe validation failed at recipe: ",
        "{\"recipe\":{\"title\":\"T\",\"description\":\"D\",\"prompt\":5}};"
            + " save recipe validation failed at recipe.prompt: ",
        "{\"recipe\":{\"title\":\"T\",\"description\":\"D\",\"prompt\":\"p\",\"parameters\":["
            + "{\"key\":\"x\",\"input_type\":\"text\",\"requirement\":\"required\","
            + "\"description\":\"d\"}]}};"
            + " save recipe validation failed at recipe.parameters[0].input_type: ",
        "{\"recipe\":{\"title\":\"T\",\"description\":\"D\"}};"
            + " Recipe must specify at least one of `instructions` or `prompt`.",
        "{\"recipe\":{\"title\":\"T\",\"description\":\"D\",\"prompt\":\"a\udb40\udc41\"}};"
            + " The recipe contains hidden characters",
      })
  void whatCannotBeSavedIsRefused(String body, String problem) {
    HttpResponse<String> answer = post("save", body);

    assertEquals(400, answer.statusCode());
    String told = ((JsonObject) JsonText.parse(answer.body())).text("message").orElseThrow();
    assertTrue(told.startsWith(problem), told);
    assertEquals(List.of(), manifests());
  }

  @Test
  void aTooLongBodyIsRefusedLikeTheRest() {
    String prompt = "x".repeat(3 << 20);
    HttpResponse<String> answer = post("save", "{\"recipe\":{\"prompt\":\"" + prompt + "\"}}");

    assertEquals(400, answer.statusCode());
  }

  @Test
  void aModelThatFailsIsAnAnswer() {
    String session = api.session();

    JsonObject created = object(post("create", "{\"session_id\":\"" + session + "\"}"));

    assertEquals(JsonNull.NULL, created.get("recipe"));
    assertTrue(
        created.text("error").orElseThrow().startsWith("Failed to create recipe: "),
        created::toString);
    assertEquals(404, post("create", "{\"session_id\":\"nope\"}").statusCode());
    assertEquals(
        422,
        post("create", "{\"session_id\":\"" + session + "\",\"author\":{\"metadata\":{}}}")
            .statusCode());
  }

  /// One unreadable file costs the others nothing.
  @Test
  void filesThatAreNoRecipesAreLeftOut() {
    api.backend.recipes.put("recipes/good.yaml", TIDY);
    api.backend.recipes.put("recipes/broken.yaml", "[");
    api.backend.recipes.put("more/other.json", "{\"name\":\"x\"}");

    assertEquals(1, manifests().size());
  }

  @Test
  void aSessionStartsWithAStoredRecipe() {
    Path file = api.backend.recipes.put("recipes/good.yaml", TIDY);
    String id = manifests().getFirst().text("id").orElseThrow();

    JsonObject session =
        object(
            api.server.post(
                "/agent/start", "{\"working_dir\":\"/w\",\"recipe_id\":\"" + id + "\"}"));

    assertEquals("Tidy up", session.object("recipe").orElseThrow().text("prompt").orElseThrow());
    api.backend.recipes.put("recipes/good.yaml", "[");
    assertEquals(
        500,
        api.server
            .post("/agent/start", "{\"working_dir\":\"/w\",\"recipe_id\":\"" + id + "\"}")
            .statusCode());
    api.backend.recipes.delete(file);
    assertError(
        404,
        "Recipe not found: " + id,
        api.server.post("/agent/start", "{\"working_dir\":\"/w\",\"recipe_id\":\"" + id + "\"}"));
  }

  private List<JsonObject> manifests() {
    return object(api.server.get("/recipes/list"))
        .array("manifests")
        .orElse(JsonArray.EMPTY)
        .items()
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private HttpResponse<String> post(String operation, String body) {
    return api.server.post("/recipes/" + operation, body);
  }
}
