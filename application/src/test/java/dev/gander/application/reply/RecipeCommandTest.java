package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.recipe.RecipeCommands;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeCommandTest {
  private static final String WHO = parameter("who", "required", "");
  private static final String THREE =
      parameter("a", "required", "")
          + ", "
          + parameter("b", "user_prompt", "")
          + ", "
          + parameter("c", "optional", ", 'default': 'see'");

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @Test
  void instructionsAndPromptTakeThePlaceOfTheLine() {
    give("greet", "'instructions': 'Be kind', 'prompt': 'Greet {{ who }}'", WHO);
    world.model.answer(says("Hello"));

    assertEquals(
        List.of("assistant:Hello", "finish"), World.outline(world.say(id, "/GREET Bob  \"B\"")));

    List<Message> stored = world.stored(id);
    assertEquals(
        List.of("user:/GREET Bob  \"B\"", "user:Be kind\n\nGreet Bob  \"B\"", "assistant:Hello"),
        world.outline(id));
    assertEquals(MessageMetadata.USER_ONLY, stored.get(0).metadata());
    assertEquals(MessageMetadata.AGENT_ONLY, stored.get(1).metadata());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 2; 1+2+see",
        "\"x y\" z; x y+z+see",
        "1 2 --c 3; 1+2+3",
        "--c 3 1 2; 1+2+3",
        "1 --c '3 4' 2; 1+2+3 4",
      })
  void valuesAreGivenByPlaceAndByName(String line, String values) {
    give("three", "'prompt': '{{a}}+{{b}}+{{c}}'", THREE);
    world.model.answer(says("ok"));

    world.say(id, "/three " + line);

    assertEquals("user:" + values, world.outline(id).get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1 2 3", "--a 1 2", "1 2 --d 4", "1 2 --c", "1 \"2"})
  void aLineThatDoesNotFitIsExplainedWithoutTheModel(String line) {
    give("three", "'prompt': '{{a}}+{{b}}+{{c}}'", THREE);

    List<String> events = World.outline(world.say(id, "/three " + line));

    assertTrue(events.get(1).startsWith("assistant:Recipe /three: "), events::toString);
    assertEquals(0, world.model.requests().size());
    assertTrue(
        world.stored(id).stream()
            .allMatch(message -> message.metadata().equals(MessageMetadata.USER_ONLY)));
  }

  @Test
  void oneRequiredValueBesideOptionalOnesTakesAllPlaces() {
    give(
        "note",
        "'prompt': '{{who}}/{{c}}'",
        WHO + ", " + parameter("c", "optional", ", 'default': 'see'"));
    world.model.answer(says("ok"));

    world.say(id, "/note Ann and Bob --c now");

    assertEquals("user:Ann and Bob/now", world.outline(id).get(1));
  }

  @Test
  void aMissingValueIsNamed() {
    give("greet", "'prompt': 'Greet {{ who }}'", WHO);

    assertTrue(World.outline(world.say(id, "/greet")).get(1).contains("`who`"));
  }

  @Test
  void aRecipeThatCouldNotRunSaysWhy() {
    give("broken", "'prompt': '{{ nobody }}'", "");

    assertEquals(
        "assistant:Recipe /broken: Missing definitions for parameters in the recipe file: nobody.",
        World.outline(world.say(id, "/broken")).get(1));
  }

  @Test
  void aCommandWhoseFileIsGoneIsAnOrdinaryMessage() {
    give("greet", "'prompt': 'Hi'", "");
    world.kitchen.files().delete(world.kitchen.files().library().resolve("greet.yaml"));
    world.model.answer(says("What?"));

    assertEquals(List.of("assistant:What?", "finish"), World.outline(world.say(id, "/greet x")));
    assertEquals("user:/greet x", world.outline(id).getFirst());
  }

  @Test
  void aCommandOfAFolderIsAnOrdinaryMessage() {
    world.settings.put(
        RecipeCommands.KEY, RecipeCommands.of(null).with(Path.of("/"), "root").stored());
    world.model.answer(says("What?"));

    assertEquals(List.of("assistant:What?", "finish"), World.outline(world.say(id, "/root")));
  }

  @Test
  void aSchemaOfTheRecipeHoldsFromThenOn() {
    give("sum", "'prompt': 'Add', 'response': {'json_schema': {'type': 'object'}}", "");
    world.model.answer(says("5"));

    world.say(id, "/sum");

    assertTrue(
        world.model.requests().getFirst().tools().stream()
            .anyMatch(tool -> tool.name().equals("recipe__final_output")));
  }

  private void give(String command, String members, String parameters) {
    String list = parameters.isEmpty() ? "" : ", 'parameters': [" + parameters + "]";
    Path file =
        world
            .kitchen
            .files()
            .put(
                "recipes/" + command + ".yaml",
                ("{'title': 'T', 'description': 'D', " + members + list + "}").replace('\'', '"'));
    world.settings.put(RecipeCommands.KEY, RecipeCommands.of(null).with(file, command).stored());
  }

  private static String parameter(String key, String requirement, String more) {
    return "{'key': '%s', 'input_type': 'string', 'requirement': '%s', 'description': 'd'%s}"
        .formatted(key, requirement, more);
  }
}
