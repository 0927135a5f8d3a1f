package dev.gander.application.recipe;

import static dev.gander.application.recipe.Recipes.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeBuilderTest {
  private final RecipeKitchen kitchen = new RecipeKitchen();
  private final RecipeBuilder builder = kitchen.builder();
  private final Path library = kitchen.files().library();

  @Test
  void valuesAndDefaultsFillTheTexts() {
    Recipe recipe =
        Recipes.of(
            "'prompt': '{{a}}|{{ b }}|{{recipe_dir}}', 'activities': ['Greet {{a}}'], 'parameters': ["
                + parameter("a", "")
                + ", "
                + parameter("b", ", 'default': 'bee'")
                + "]");

    assertTrue(builder.ofSession(recipe, Map.of()).isEmpty());
    assertTrue(builder.ofSession(recipe, Map.of("b", "B")).isEmpty());
    Recipe filled = builder.ofSession(recipe, Map.of("a", "", "recipe_dir", "mine")).orElseThrow();
    assertEquals("|bee|" + library, filled.prompt().orElseThrow());
    assertEquals(List.of("Greet "), filled.activities());
    assertEquals(recipe.parameters(), filled.parameters());
  }

  @Test
  void textsInsideOfListsAreFilledToo() {
    String members =
        "'prompt': 'p', 'activities': ['plain', 'for {{ who }}'],"
            + "'extensions': [{'type': 'stdio', 'name': 'x', 'cmd': 'c', 'args': ['-v', '{{who}}']}],"
            + "'retry': {'max_retries': 1, 'checks': [{'type': 'shell', 'command': 'is {{who}}'}]},"
            + "'response': {'json_schema': {'enum': [['{{ who }}'], 1, null, '{{ who }}']}}";
    Recipe recipe = Recipes.of(members + ", 'parameters': [" + parameter("who", "") + "]");

    Recipe filled = builder.ofSession(recipe, Map.of("who", "Ann")).orElseThrow();

    assertEquals(
        Recipes.of(members.replaceAll("[{]{2} ?who ?[}]{2}", "Ann")).json(),
        filled.json().without(Set.of("parameters")));
  }

  /// Whatever it contains, a value is a text: no template, no part of the document.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "x # no comment",
        "\"quoted\" 'too' \\ back",
        "two\nlines\n",
        "{{ who }} {% if %}",
        "$1 \\1",
        "\ue000",
        "\ue0000\ue000",
        "\ue001",
        "null",
        "007",
        "}, {\"x\": 1"
      })
  void aValueArrivesAsItIs(String value) {
    Recipe recipe =
        Recipes.of("'prompt': 'Hi {{ who }}!', 'parameters': [" + parameter("who", "") + "]");
    Path file = kitchen.files().put("more/a.json", recipe.json().compact());
    Map<String, String> values = Map.of("who", value);

    assertEquals("Hi " + value + "!", prompt(builder.ofSession(recipe, values)));
    assertEquals("Hi " + value + "!", prompt(builder.ofFile(file, library, values)));
  }

  @Test
  void aTextMayContainWhatStandsInForValues() {
    Recipe recipe =
        Recipes.of(
            "'prompt': '\ue000{{ who }}\ue001\ue0020\ue002', 'parameters': ["
                + parameter("who", "")
                + "]");

    assertEquals(
        "\ue000\ue000\ue001\ue0020\ue002",
        prompt(builder.ofSession(recipe, Map.of("who", "\ue000"))));
  }

  @Test
  void tagsAreResolvedAndASetNameHoldsInTheTextsBehind() {
    Recipe recipe =
        Recipes.of(
            "'instructions': '{% for i in [1, 2] %}{{ i }}{{ mode }} {% endfor %}{% set y = mode %}',"
                + " 'prompt': '{% if mode == \\\"a\\\" %}A{% else %}other{% endif %} {{ y }}',"
                + " 'parameters': ["
                + parameter("mode", "")
                + "]");

    Recipe filled = builder.ofSession(recipe, Map.of("mode", "a")).orElseThrow();

    assertEquals("1a 2a ", filled.instructions().orElseThrow());
    assertEquals("A a", filled.prompt().orElseThrow());
  }

  @Test
  void aTagCannotReachFromOneTextIntoAnother() {
    Recipe recipe = Recipes.of("'instructions': '{% if false %}', 'prompt': 'x{% endif %}'");

    assertThrows(Unavailable.class, () -> builder.ofSession(recipe, Map.of()));
  }

  @Test
  void anExpressionThatFailsIsToldAndNotHidden() {
    Recipe recipe = Recipes.of("'prompt': '{{ nobody }}'");

    assertTrue(
        assertThrows(Unavailable.class, () -> builder.ofSession(recipe, Map.of()))
            .text()
            .contains("nobody"));
  }

  @Test
  void aFileParameterIsTheTextOfTheFile() {
    kitchen.files().put("note.txt", "the {{ note }}");
    kitchen.files().put("home/h.txt", "from home");
    Recipe recipe =
        Recipes.of(
            "'prompt': 'read {{f}}', 'parameters': ["
                + parameter("f", "").replace("'string'", "'file'")
                + "]");

    assertEquals("read the {{ note }}", prompt(builder.ofSession(recipe, Map.of("f", "note.txt"))));
    assertEquals("read from home", prompt(builder.ofSession(recipe, Map.of("f", "~/h.txt"))));
    assertThrows(Unavailable.class, () -> builder.ofSession(recipe, Map.of("f", "none.txt")));
  }

  @Test
  void subRecipesGetAbsolutePaths() {
    Path sub = kitchen.files().put("recipes/parts/sub.yaml", "{}");
    String members = "'prompt': 'p', 'sub_recipes': [{'name': 's', 'path': '%s'}]";

    Recipe filled =
        builder.ofSession(Recipes.of(members.formatted("parts/sub.yaml")), Map.of()).orElseThrow();

    assertEquals(sub.toString(), filled.subRecipes().getFirst().path());
    Recipe lost = Recipes.of(members.formatted("nowhere.yaml"));
    assertTrue(
        assertThrows(Unavailable.class, () -> builder.ofSession(lost, Map.of()))
            .text()
            .contains("nowhere.yaml"));
  }

  @Test
  void aFileMayBePutTogetherOfOthers() {
    kitchen
        .files()
        .put("more/base.yaml", Recipes.text("'prompt': '{% block task %}nothing{% endblock %}'"));
    kitchen.files().put("more/parts/p.txt", "part for {{ who }}");
    Path file =
        kitchen
            .files()
            .put(
                "more/own.yaml",
                "{% extends 'base.yaml' %}{% block task %}Do {{ who }} {% include 'parts/p.txt' %}\", "
                    + "\"parameters\": ["
                    + parameter("who", "").replace('\'', '"')
                    + "], \"instructions\": \"x{% endblock %}");
    Path folder = file.getParent();

    assertEquals("Do Ann part for Ann", prompt(builder.ofFile(file, folder, Map.of("who", "Ann"))));
    assertTrue(builder.ofFile(file, folder, Map.of()).isEmpty());
  }

  /// Loops of files end with an error, not with the server.
  @Test
  void filesThatIncludeEachOtherAreRefused() {
    Path file =
        kitchen.files().put("more/a.yaml", Recipes.text("'prompt': '{% include \\\"b.txt\\\" %}'"));
    kitchen.files().put("more/b.txt", "{% include 'b.txt' %}");

    assertThrows(Unavailable.class, () -> builder.ofFile(file, file.getParent(), Map.of()));
  }

  @Test
  void aRecipeThatPrintsWithoutEndIsRefused() {
    String nested = "{% for a in x %}".repeat(6) + "y" + "{% endfor %}".repeat(6);
    Recipe recipe =
        Recipe.read(
            Recipes.json("'prompt': 'p'")
                .with(
                    "prompt",
                    Json.of("{% set x = [1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0] %}" + nested)));

    assertThrows(Unavailable.class, () -> builder.ofSession(recipe, Map.of()));
  }

  private static String prompt(Optional<Recipe> recipe) {
    return recipe.orElseThrow().prompt().orElseThrow();
  }

  @Test
  void valuesThatWouldFillTheMemoryAreRefused() {
    Recipe recipe =
        Recipes.of(
            "'prompt': '{% for i in [1,2,3,4,5,6,7,8,9,10] %}{{ who }}{% endfor %}', 'parameters': ["
                + parameter("who", "")
                + "]");

    assertThrows(
        Unavailable.class, () -> builder.ofSession(recipe, Map.of("who", "x".repeat(1_000_000))));
    assertTrue(builder.ofSession(recipe, Map.of("who", "x".repeat(1_000))).isPresent());
  }

  /// By an escape a document can contain what stands in for values.
  @Test
  void aMarkThatTheDocumentMakesUpMeansNothing() {
    Path file =
        kitchen
            .files()
            .put(
                "more/a.json",
                Recipes.text("'prompt': '\\ue0005\\ue000 \\ue000999999999999\\ue000'"));

    assertEquals(
        "\ue0005\ue000 \ue000999999999999\ue000", prompt(builder.ofFile(file, library, Map.of())));
  }

  @Test
  void aLastLineBreakStays() {
    Recipe recipe = Recipes.of("'prompt': 'List:\\n'");

    assertEquals("List:\n", prompt(builder.ofSession(recipe, Map.of())));
  }
}
