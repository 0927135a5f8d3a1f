package dev.gander.application.recipe;

import static dev.gander.application.recipe.Recipes.parameter;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeCheckTest {
  private final RecipeKitchen kitchen = new RecipeKitchen();

  @Test
  void namesAndParametersMustBeTheSame() {
    assertProblem(
        "Missing definitions for parameters in the recipe file: a, who.",
        "'prompt': 'Hello {{ who }} {{a}}'");
    assertProblem(
        "Unnecessary parameter definitions: who.",
        "'prompt': 'Hi', 'parameters': [" + parameter("who", "") + "]");
    assertProblem(
        "Missing definitions for parameters in the recipe file: b.\n"
            + "Unnecessary parameter definitions: who.",
        "'prompt': 'Hi', 'activities': ['{{b}}'], 'parameters': [" + parameter("who", "") + "]");
    assertFine("'prompt': 'Hi {{who}} {{ recipe_dir }}', 'parameters': [" + who() + "]");
  }

  /// A name is used in whatever text it stands.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'instructions': '{{ who }}'",
        "'prompt': '{{ who }}'",
        "'prompt': 'p', 'activities': ['a', '{{ who }}']",
        "'prompt': 'p', 'author': {'contact': '{{ who }}'}",
        "'prompt': 'p', 'response': {'json_schema': {'type': 'object', 'description': '{{ who }}'}}",
        "'prompt': 'p', 'sub_recipes': [{'name': 's', 'path': 'p', 'values': {'v': '{{ who }}'}}]",
        "'prompt': 'p', 'extensions': [{'type': 'stdio', 'name': 'x', 'cmd': '{{ who }}', 'args': []}]",
        "'prompt': 'p', 'retry': {'max_retries': 1, 'checks': [{'type': 'shell', 'command': '{{who}}'}]}",
        "'prompt': '{% if who %}a{% endif %}'",
        "'prompt': '{% for x in who %}{{ x }}{% endfor %}'",
        "'prompt': '{{ who | upper }}'"
      })
  void aNameIsFoundInEveryText(String members) {
    assertProblem("Missing definitions for parameters in the recipe file: who.", members);
    assertFine(members + ", 'parameters': [" + who() + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'prompt': '{{ }} {{}} {{my var}} {{a}_{b}}'",
        "'prompt': '{% raw %}{{ z }}{% endraw %}'",
        "'prompt': '{# {{ c }} #}'",
        "'prompt': '{% set y = 1 %}{{ y }}'",
        "'instructions': '{% set y = 1 %}', 'prompt': '{{ y }}'"
      })
  void whatIsNoNameNeedsNoParameter(String members) {
    assertFine(members.replace("''", "'x'"));
  }

  @Test
  void quotesOfATextMeanNothingToItsTemplate() {
    Recipe recipe =
        Recipe.read(
            Recipes.json("'prompt': 'p', 'parameters': [" + who() + "]")
                .with("prompt", Json.of("{% if who == 'a' %}'\"{% endif %}")));

    assertDoesNotThrow(() -> kitchen.check().check(recipe));
  }

  @Test
  void brokenTemplatesAreRefused() {
    for (String text : new String[] {"{% bad %}", "{% if x %}", "{{ x.y }}", "{{my-var}}"}) {
      assertThrows(InvalidInput.class, () -> check("'prompt': '" + text + "'"), text);
    }
  }

  @Test
  void documentsOfOthersBelongToFolders() {
    kitchen.files().put("recipes/part.yaml", "part");

    for (String tag :
        new String[] {"{% include \\'part.yaml\\' %}", "{% extends \\'part.yaml\\' %}"}) {
      assertThrows(InvalidInput.class, () -> check("'prompt': '" + tag + "'"), tag);
    }
  }

  @Test
  void parametersHaveRulesOfTheirOwn() {
    String file = parameter("f", ", 'default': 'a'").replace("'string'", "'file'");
    String optional = parameter("o", "").replace("'required'", "'optional'");

    assertProblem(
        "Parameters of type file must not have a default: f",
        "'prompt': '{{f}}{{o}}', 'parameters': [" + file + ", " + optional + "]");
    assertProblem(
        "Optional parameters must have a default: o",
        "'prompt': '{{o}}', 'parameters': [" + optional + "]");
    assertFine(
        "'prompt': '{{x}}', 'parameters': ["
            + parameter("x", ", 'default': 'never'").replace("'string'", "'date'")
            + "]");
  }

  @Test
  void thereMustBeSomethingToDo() {
    String problem = "Recipe must specify at least one of `instructions` or `prompt`.";
    assertProblem(problem, "'activities': []");
    assertProblem(problem, "'prompt': '  ', 'instructions': ''");
    assertFine("'prompt': ' ', 'instructions': 'x'");
  }

  @Test
  void retriesAndSchemasAreLookedAtLast() {
    assertProblem(
        "Invalid retry configuration: max_retries must be greater than 0",
        "'prompt': 'p', 'retry': {'max_retries': 0, 'checks': []},"
            + " 'response': {'json_schema': 'text'}");
    assertTrue(
        problem("'prompt': 'p', 'response': {'json_schema': {'type': 5}}")
            .startsWith("JSON schema validation failed: "));
    assertFine("'prompt': 'p', 'response': {'json_schema': null}");
  }

  /// The order of goosed: who repairs a recipe sees the same problem first.
  @Test
  void theFirstProblemIsTold() {
    assertProblem(
        "Missing definitions for parameters in the recipe file: x.",
        "'prompt': ' ', 'title': '{{ x }}', 'retry': {'max_retries': 0, 'checks': []}");
  }

  @Test
  void aDocumentIsCheckedAsItIsWritten() {
    Recipe recipe = kitchen.check().checked(Recipes.text("'prompt': 'Hi {{my var}}'"));

    assertEquals("Hi {% raw %}{{my var}}{% endraw %}", recipe.prompt().orElseThrow());
    assertThrows(InvalidInput.class, () -> kitchen.check().checked("text"));
  }

  private void assertProblem(String problem, String members) {
    assertEquals(problem, problem(members));
  }

  private String problem(String members) {
    return assertThrows(InvalidInput.class, () -> check(members)).text();
  }

  private void assertFine(String members) {
    assertDoesNotThrow(() -> check(members), members);
  }

  private void check(String members) {
    kitchen.check().check(Recipes.of(members));
  }

  private static String who() {
    return parameter("who", "");
  }
}
