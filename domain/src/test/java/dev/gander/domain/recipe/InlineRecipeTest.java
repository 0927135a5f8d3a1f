package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
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
  void aTaskIsInTheInstructionsOrInThePrompt() {
    assertTrue(InlineRecipe.read(recipe("Tidy.")).hasTask());
    assertTrue(InlineRecipe.read(recipe(" ").with("prompt", Json.of("Tidy."))).hasTask());
    assertFalse(InlineRecipe.read(recipe(" ")).hasTask());
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
        List.of(new InlineRecipe.Parameter("who", null), new InlineRecipe.Parameter("a", "b")),
        InlineRecipe.read(recipe("Hi").with("parameters", parameters)).parameters());
  }

  @Test
  void theTemperatureIsTheShortestDecimalOfIts32Bits() {
    JsonObject settings =
        JsonObject.of("temperature", Json.of(0.123456789)).with("max_turns", Json.of(3));

    assertEquals(
        settings.with("temperature", Json.of(0.12345679)),
        InlineRecipe.read(recipe("Hi").with("settings", settings)).json().get("settings"));
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
    assertThrows(InvalidShape.class, () -> InlineRecipe.read(recipe));
  }

  private static JsonObject recipe(String instructions) {
    return JsonObject.builder()
        .put("title", "t")
        .put("description", "d")
        .put("instructions", instructions)
        .build();
  }
}
