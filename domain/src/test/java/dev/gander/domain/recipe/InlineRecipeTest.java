package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InlineRecipeTest {
  @Test
  void aRecipeIsKeptInTheOrderOfItsMembersWithAVersion() {
    JsonObject given =
        JsonObject.of("instructions", Json.of("Tidy."))
            .with("unknown", Json.of(1))
            .with("description", Json.of("d"))
            .with("title", Json.of("t"));

    JsonObject kept = InlineRecipe.read(given).json();

    assertEquals(
        List.of("version", "title", "description", "instructions"),
        List.copyOf(kept.members().keySet()));
    assertEquals("1.0.0", kept.text("version").orElseThrow());
  }

  @Test
  void anEmptyListOfExtensionsIsNotTheSameAsNone() {
    JsonObject plain = recipe("Tidy.");

    assertTrue(InlineRecipe.read(plain).extensions().isEmpty());
    assertEquals(
        List.of(),
        InlineRecipe.read(plain.with("extensions", JsonArray.EMPTY)).extensions().orElseThrow());
  }

  @Test
  void namesAndParametersMustBeTheSame() {
    assertProblem(
        "Missing definitions for parameters in the recipe file: a, who.",
        recipe("Hello {{ who }} {{a}}"));
    assertProblem(
        "\nUnnecessary parameter definitions: who.", recipe("Hi").with("parameters", who()));
    assertProblem("Recipe must specify at least one of `instructions` or `prompt`.", recipe(" "));
    assertProblem(
        "This server only fills in {{ name }} in recipes, nothing more",
        recipe("{% if a %}x{% endif %}"));
  }

  @Test
  void valuesAreFilledInAsTheyAre() {
    InlineRecipe recipe = InlineRecipe.read(recipe("Hi {{ who }}!").with("parameters", who()));

    assertTrue(recipe.filledIn(Map.of()).isEmpty());
    assertEquals(
        "Hi $1 {{ who }}!",
        recipe.filledIn(Map.of("who", "$1 {{ who }}")).orElseThrow().instructions().orElseThrow());
  }

  @Test
  void aDefaultStandsIn() {
    JsonObject optional = ((JsonObject) who().items().getFirst()).with("default", Json.of("you"));
    InlineRecipe recipe =
        InlineRecipe.read(recipe("Hi {{who}}").with("parameters", JsonArray.of(optional)));

    assertEquals("Hi you", recipe.filledIn(Map.of()).orElseThrow().instructions().orElseThrow());
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

  private static void assertProblem(String message, JsonObject recipe) {
    var failure = assertThrows(InvalidInput.class, () -> InlineRecipe.read(recipe));
    assertEquals(message, failure.text());
  }

  private static void assertShape(Json recipe) {
    assertThrows(InvalidShape.class, () -> InlineRecipe.read(recipe));
  }

  private static JsonArray who() {
    return JsonArray.of(
        JsonObject.builder()
            .put("key", "who")
            .put("input_type", "string")
            .put("requirement", "required")
            .put("description", "x")
            .build());
  }

  private static JsonObject recipe(String instructions) {
    return JsonObject.builder()
        .put("title", "t")
        .put("description", "d")
        .put("instructions", instructions)
        .build();
  }
}
