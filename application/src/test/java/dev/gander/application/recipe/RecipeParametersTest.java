package dev.gander.application.recipe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.InlineRecipe;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeParametersTest {
  @Test
  void namesAndParametersMustBeTheSame() {
    assertProblem(
        "Missing definitions for parameters in the recipe file: a, who.",
        recipe("Hello {{ who }} {{a}}"));
    assertProblem(
        "\nUnnecessary parameter definitions: who.", recipe("Hi").with("parameters", who()));
    assertProblem(
        "Missing definitions for parameters in the recipe file: b.\n"
            + "Unnecessary parameter definitions: who.",
        recipe("Hi").with("parameters", who()).with("activities", JsonArray.of(Json.of("{{b}}"))));
    assertDoesNotThrow(() -> of(recipe("Hi {{who}}").with("parameters", who())).check());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if a %}x{% endif %}",
        "{{ who | upper }}",
        "{{- who -}}",
        "{# who #}",
        "{{ }}",
        "{{ 'a' }}",
        "{{ who",
        "{% raw %}{{ who }}{% endraw %}",
        "{{{{ who }}}}",
        "{{ {'a': who} }}",
        "{{{'a': who}}}"
      })
  void nothingButNamesIsFilledIn(String text) {
    assertProblem(
        "This server only fills in {{ name }} in recipes, nothing more",
        recipe(text).with("parameters", who()));
  }

  @Test
  void valuesAreFilledInAsTheyAre() {
    RecipeParameters parameters =
        of(
            recipe("Hi {{ who }}!")
                .with("activities", JsonArray.of(Json.of("Greet\n{{who}}\n")))
                .with("parameters", who()));

    assertTrue(parameters.fill(Map.of()).isEmpty());
    JsonObject filled = parameters.fill(Map.of("who", "$1 {{ who }}\n")).orElseThrow().json();
    assertEquals("Hi $1 {{ who }}\n!", filled.text("instructions").orElseThrow());
    assertEquals(JsonArray.of(Json.of("Greet\n$1 {{ who }}\n\n")), filled.get("activities"));
    assertEquals(List.copyOf(parameters.recipe().json().members().keySet()), names(filled));
  }

  /// The rule: templates are found and filled in wherever a recipe has a text.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'{{ who }}'",
        "['{{ who }}']",
        "['plain', 7, null, '{{ who }}']",
        "[['{{ who }}']]",
        "[[[], ['{{ who }}']]]",
        "{'a': '{{ who }}'}",
        "{'a': ['{{ who }}']}",
        "[{'a': '{{ who }}'}]",
        "[{'a': 1}, {'a': [{'b': '{{ who }}'}]}]"
      })
  void aTemplateMayStandAtAnyDepth(String text) {
    JsonObject recipe = recipe("Hi").with("parameters", who());
    Json place = JsonText.parse(text.replace('\'', '"'));

    RecipeParameters parameters = of(recipe.with("response", JsonObject.of("deep", place)));
    assertDoesNotThrow(parameters::check);
    assertProblem(
        "Missing definitions for parameters in the recipe file: who.",
        recipe("Hi").with("response", JsonObject.of("deep", place)));

    JsonObject filled = parameters.fill(Map.of("who", "Ada")).orElseThrow().json();
    assertEquals(
        JsonText.parse(text.replace('\'', '"').replace("{{ who }}", "Ada")),
        filled.object("response").orElseThrow().get("deep"));
  }

  @Test
  void aNameMayStandInBraces() {
    JsonObject recipe = recipe("\\emph{{{ who }}}").with("parameters", who());

    assertDoesNotThrow(() -> of(recipe).check());
    assertEquals("\\emph{Ada}", instructions("\\emph{{{ who }}}", who(), Map.of("who", "Ada")));
  }

  @Test
  void aDefaultStandsIn() {
    JsonObject optional = ((JsonObject) who().items().getFirst()).with("default", Json.of("you"));

    assertEquals("Hi you", instructions("Hi {{who}}", JsonArray.of(optional), Map.of()));
    assertEquals("Hi me", instructions("Hi {{who}}", JsonArray.of(optional), Map.of("who", "me")));
  }

  /// They come with imported sessions, without a look at their texts.
  @Test
  void tagsOfOtherKindsStay() {
    assertEquals(
        "Hi Ada {% if x %}{{ y }}{% endif %}",
        instructions("Hi {{ who }} {% if x %}{{ y }}{% endif %}", who(), Map.of("who", "Ada")));
    assertEquals("Hi {{ who }} {{", instructions("Hi {{ who }} {{", who(), Map.of("who", "Ada")));
  }

  private static String instructions(
      String text, JsonArray parameters, Map<String, String> values) {
    return of(recipe(text).with("parameters", parameters))
        .fill(values)
        .orElseThrow()
        .instructions()
        .orElseThrow();
  }

  private static void assertProblem(String message, JsonObject recipe) {
    RecipeParameters parameters = of(recipe);
    assertEquals(message, assertThrows(InvalidInput.class, parameters::check).text());
  }

  private static RecipeParameters of(JsonObject recipe) {
    return new RecipeParameters(InlineRecipe.read(recipe));
  }

  private static List<String> names(JsonObject object) {
    return List.copyOf(object.members().keySet());
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
