package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.RecipeParameter.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipeTest {
  @Test
  void aRecipeIsKeptInTheOrderOfItsMembersWithAVersion() {
    JsonObject given =
        JsonObject.of("instructions", Json.of("Tidy."))
            .with("unknown", Json.of(1))
            .with("description", Json.of("d"))
            .with("title", Json.of("t"));

    JsonObject kept = Recipe.read(given).json();

    assertEquals(
        List.of("version", "title", "description", "instructions"),
        List.copyOf(kept.members().keySet()));
    assertEquals("1.0.0", kept.text("version").orElseThrow());
  }

  @Test
  void anEmptyListOfExtensionsIsNotTheSameAsNone() {
    JsonObject plain = recipe("Tidy.");

    assertTrue(Recipe.read(plain).extensions().isEmpty());
    assertEquals(
        List.of(),
        Recipe.read(plain.with("extensions", JsonArray.EMPTY)).extensions().orElseThrow());
  }

  @Test
  void aTaskIsInTheInstructionsOrInThePrompt() {
    assertTrue(Recipe.read(recipe("Tidy.")).hasTask());
    assertTrue(Recipe.read(recipe(" ").with("prompt", Json.of("Tidy."))).hasTask());
    assertFalse(Recipe.read(recipe(" ")).hasTask());
  }

  @Test
  void aParameterMayHaveADefault() {
    JsonObject parameter =
        JsonObject.builder()
            .put("key", "who")
            .put("input_type", "string")
            .put("requirement", "required")
            .put("description", "x")
            .build();
    JsonArray parameters =
        JsonArray.of(parameter, parameter.with("key", Json.of("a")).with("default", Json.of("b")));

    assertEquals(
        List.of(
            new RecipeParameter("who", false, Requirement.REQUIRED, null),
            new RecipeParameter("a", false, Requirement.REQUIRED, "b")),
        Recipe.read(recipe("Hi").with("parameters", parameters)).parameters());
  }

  @Test
  void aTaskIsThePromptOrElseTheInstructions() {
    assertEquals("Tidy.", Recipe.read(recipe("Tidy.")).task().orElseThrow());
    assertEquals(
        "Go.", Recipe.read(recipe("Tidy.").with("prompt", Json.of("Go."))).task().orElseThrow());
    assertEquals(
        "Tidy.", Recipe.read(recipe("Tidy.").with("prompt", Json.of(" "))).task().orElseThrow());
    assertTrue(Recipe.read(recipe(" ")).task().isEmpty());
  }

  /// Whoever acts on a text must see all of it; nobody acts on a title.
  @Test
  void hiddenCharactersAreLookedForWhereSomebodyActsOnThem() {
    String hidden = "a" + Character.toString(0xE0041);
    JsonObject plain = recipe("Tidy.");

    assertTrue(Recipe.read(recipe(hidden)).hasHiddenCharacters());
    assertTrue(Recipe.read(plain.with("prompt", Json.of(hidden))).hasHiddenCharacters());
    assertTrue(
        Recipe.read(plain.with("activities", JsonArray.of(Json.of("ok"), Json.of(hidden))))
            .hasHiddenCharacters());
    assertFalse(Recipe.read(plain.with("title", Json.of(hidden))).hasHiddenCharacters());
    assertFalse(Recipe.read(recipe("a" + Character.toString(0xE0080))).hasHiddenCharacters());
    assertFalse(Recipe.read(recipe("a\u200b")).hasHiddenCharacters());
  }

  @Test
  void aDocumentBringsTheExtensionsThatItNeeds() {
    JsonObject developer =
        JsonObject.of("type", Json.of("builtin")).with("name", Json.of("developer"));
    JsonObject given =
        recipe("x")
            .with("extensions", JsonArray.of(developer))
            .with("sub_recipes", JsonArray.EMPTY);

    assertEquals(List.of("developer"), extensions(Recipe.read(given)));
    assertEquals(List.of("developer", "analyze", "summon"), extensions(Recipe.ofDocument(given)));
    assertEquals(
        List.of("summon"),
        extensions(Recipe.ofDocument(recipe("x").with("sub_recipes", JsonArray.EMPTY))));
    assertEquals(
        List.of("version", "title", "description", "instructions", "extensions", "sub_recipes"),
        List.copyOf(Recipe.ofDocument(given).json().members().keySet()));
    assertTrue(Recipe.ofDocument(recipe("x")).extensions().isEmpty());
  }

  @Test
  void aWrappedDocumentIsWhatStandsInside() {
    JsonObject outer = recipe("outside").with("recipe", recipe("inside"));

    assertEquals("inside", Recipe.ofDocument(outer).instructions().orElseThrow());
    assertThrows(
        InvalidShape.class, () -> Recipe.ofDocument(recipe("x").with("recipe", Json.of(5))));
  }

  @Test
  void valuesOfSubRecipesAreTexts() {
    JsonObject values =
        JsonObject.of("n", Json.of(3))
            .with("b", Json.of(true))
            .with("s", Json.of("x \"y\""))
            .with("z", JsonNull.NULL)
            .with("l", JsonArray.of(Json.of(1), Json.of("a\n")));
    JsonObject sub =
        JsonObject.of("name", Json.of("s")).with("path", Json.of("s.yaml")).with("values", values);
    Recipe recipe = Recipe.read(recipe("x").with("sub_recipes", JsonArray.of(sub)));

    assertEquals(
        Map.of("n", "3", "b", "true", "s", "x \"y\"", "z", "null", "l", "[1,\"a\\n\"]"),
        recipe.subRecipes().getFirst().values());
    assertEquals(
        "/r/s.yaml",
        recipe.withSubRecipePaths(path -> "/r/" + path).subRecipes().getFirst().path());
  }

  @Test
  void retriesNeedPositiveNumbers() {
    assertEquals(Optional.empty(), problem(retry(1)));
    assertTrue(problem(retry(0)).orElse("").startsWith("max_retries"));
    for (String limit : List.of("timeout_seconds", "on_failure_timeout_seconds")) {
      assertEquals(Optional.empty(), problem(retry(1).with(limit, Json.of(1))));
      assertTrue(problem(retry(1).with(limit, Json.of(0))).orElse("").startsWith(limit));
    }
  }

  @Test
  void checksAreShellCommands() {
    assertEquals(List.of("true", "test -f x"), retries(retry(1)).checks());
    assertShape(
        recipe("x").with("retry", retry(1).with("checks", JsonArray.of(check("python", "true")))));
  }

  private static Optional<String> problem(JsonObject retry) {
    return retries(retry).problem();
  }

  private static Retries retries(JsonObject retry) {
    return Recipe.read(recipe("x").with("retry", retry)).retries().orElseThrow();
  }

  private static JsonObject retry(int most) {
    return JsonObject.of("max_retries", Json.of(most))
        .with("checks", JsonArray.of(check("shell", "true"), check("Shell", "test -f x")));
  }

  private static JsonObject check(String type, String command) {
    return JsonObject.of("type", Json.of(type)).with("command", Json.of(command));
  }

  private static List<String> extensions(Recipe recipe) {
    return recipe.extensions().orElseThrow().stream().map(ExtensionConfig::name).toList();
  }

  @Test
  void theTemperatureIsTheShortestDecimalOfIts32Bits() {
    JsonObject settings =
        JsonObject.of("temperature", Json.of(0.123456789)).with("max_turns", Json.of(3));

    assertEquals(
        settings.with("temperature", Json.of(0.12345679)),
        Recipe.read(recipe("Hi").with("settings", settings)).json().get("settings"));
  }

  @Test
  void membersOfAnotherTypeAreRefused() {
    assertShape(JsonObject.EMPTY);
    assertShape(Json.of("x"));
    assertShape(recipe("x").with("title", Json.of(5)));
    assertShape(recipe("x").with("extensions", JsonObject.EMPTY));
    assertShape(recipe("x").with("settings", JsonObject.of("goose_model", Json.of(1))));
    assertShape(recipe("x").with("parameters", JsonArray.of(JsonObject.EMPTY)));
  }

  private static void assertShape(Json recipe) {
    assertThrows(InvalidShape.class, () -> Recipe.read(recipe));
  }

  private static JsonObject recipe(String instructions) {
    return JsonObject.builder()
        .put("title", "t")
        .put("description", "d")
        .put("instructions", instructions)
        .build();
  }

  @Test
  void theTimeForApprovalsIsKeptIfItIsANumberAndNeverAMistake() {
    assertEquals(Optional.of(Duration.ofSeconds(60)), approvalTime(Json.of(60)));
    for (Json none :
        List.of(
            Json.of(0),
            Json.of(-1),
            Json.of(1.5),
            Json.of("60"),
            Json.of(true),
            JsonObject.EMPTY)) {
      assertEquals(Optional.empty(), approvalTime(none), none::toString);
    }
  }

  private static Optional<Duration> approvalTime(Json value) {
    JsonObject recipe =
        JsonObject.of("title", Json.of("t"))
            .with("description", Json.of("d"))
            .with("settings", JsonObject.of("approval_timeout", value));
    return Recipe.read(recipe).approvalTime();
  }
}
