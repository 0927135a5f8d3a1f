package dev.gander.adapters.persistence.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.TextPlaces;
import dev.gander.testkit.recipe.RecipeDocumentsContract;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlRecipeDocumentsTest implements RecipeDocumentsContract {
  @Override
  public RecipeDocuments documents() {
    return new YamlRecipeDocuments();
  }

  @Test
  void aPlainScalarInATextPlaceIsWhatStandsThere() {
    JsonObject read =
        object(
            """
            version: 1.0
            title: 2024-01-01
            description: true
            prompt: 0x1f
            activities: [1.50, yes, "null", ~]
            parameters:
            - {key: 007, default: 010, options: [1, true]}
            retry: {on_failure: 5}
            """);

    assertEquals(Json.of("1.0"), read.get("version"));
    assertEquals(Json.of("2024-01-01"), read.get("title"));
    assertEquals(Json.of("true"), read.get("description"));
    assertEquals(Json.of("0x1f"), read.get("prompt"));
    assertEquals(
        JsonArray.of(Json.of("1.50"), Json.of("yes"), Json.of("null"), Json.of("~")),
        read.get("activities"));
    assertEquals(
        JsonObject.of("key", Json.of("007"))
            .with("default", Json.of("010"))
            .with("options", JsonArray.of(Json.of("1"), Json.of("true"))),
        read.array("parameters").orElseThrow().items().getFirst());
    assertEquals(JsonObject.of("on_failure", Json.of("5")), read.get("retry"));
  }

  @Test
  void whatLooksLikeNullIsATextOnlyWhereOneIsRequired() {
    JsonObject read = object("{title: ~, description: null, prompt: ~, instructions: null}");

    assertEquals(Json.of("~"), read.get("title"));
    assertEquals(Json.of("null"), read.get("description"));
    assertEquals(JsonNull.NULL, read.get("prompt"));
    assertEquals(JsonNull.NULL, read.get("instructions"));
    assertEquals(Json.of("null"), object("prompt: 'null'").get("prompt"));
  }

  @Test
  void otherScalarsHaveTheTypeThatTheyLookLike() {
    JsonObject read =
        object("{settings: {max_turns: 3, temperature: 0.5}, sub_recipes: [{values: {n: 3}}]}");

    assertEquals(
        JsonObject.of("max_turns", Json.of(3)).with("temperature", Json.of(0.5)),
        read.get("settings"));
    assertEquals(
        JsonArray.of(JsonObject.of("values", JsonObject.of("n", Json.of(3)))),
        read.get("sub_recipes"));
    assertEquals(
        JsonObject.of("recipe", JsonObject.of("title", Json.of(5))), object("recipe: {title: 5}"));
  }

  @Test
  void aMarkInATypedPlaceTakesTheTypeOfItsValue() {
    assertEquals(
        JsonObject.of("settings", JsonObject.of("max_turns", Json.of(7)))
            .with("title", Json.of("7")),
        documents()
            .parse(
                "settings: {max_turns: <n>}\ntitle: <n>",
                TextPlaces.OF_RECIPES,
                text -> text.replace("<n>", "7")));
  }

  @Test
  void textsOfSeveralLinesAndTemplatesAreBlocks() {
    Recipe recipe =
        Recipe.read(
            JsonObject.of("title", Json.of("T"))
                .with("description", Json.of("{% if x == 'a' %}\"A\"{% endif %}"))
                .with("prompt", Json.of("one\n\ttwo\n")));

    String text = documents().write(recipe);

    assertTrue(text.contains("prompt: |\n  one\n  \ttwo\n"), text);
    assertTrue(text.contains("description: |-\n  {% if x == 'a' %}\"A\"{% endif %}\n"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: T\ntitle: again",
        "title: T\n---\ntitle: U",
        "title:\n\t- tab",
        "title: [",
        "a: &a [x, x]\nb: *c",
        "title: \"half \\ud800\""
      })
  void brokenTextIsRefused(String text) {
    assertThrows(InvalidInput.class, () -> object(text));
  }

  /// Nine levels of ten aliases each would be a thousand million values.
  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }
    String text = bomb.toString();

    assertThrows(InvalidInput.class, () -> object(text));
  }

  /// The path to each item would be as long as the key.
  @Test
  void aLongKeyAboveManyItemsIsReadInGoodTime() {
    String text = "? " + "a".repeat(500_000) + "\n: [" + "0, ".repeat(150_000) + "0]";

    assertTimeout(Duration.ofSeconds(30), () -> object(text));
  }

  @Test
  void aDocumentThatNobodyCouldReadIsNotWritten() {
    Recipe recipe =
        Recipe.read(
            JsonObject.of("title", Json.of("T"))
                .with("description", Json.of("D"))
                .with("prompt", Json.of("x".repeat(1 << 20))));

    assertThrows(InvalidInput.class, () -> documents().write(recipe));
  }

  @Test
  void halfACharacterCannotBeWritten() {
    Recipe recipe =
        Recipe.read(JsonObject.of("title", Json.of("\ud800")).with("description", Json.of("D")));

    assertThrows(InvalidInput.class, () -> documents().write(recipe));
  }

  private JsonObject object(String text) {
    return (JsonObject) documents().parse(text, TextPlaces.OF_RECIPES, UnaryOperator.identity());
  }
}
