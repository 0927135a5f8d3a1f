package dev.gander.application.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.RecipeCommands;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.InMemorySourceFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListSlashCommandsTest {
  private static final List<String> BUILT_IN =
      List.of(
          "prompts", "prompt", "compact", "clear", "skills", "doctor", "goal", "grind", "status");

  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySourceFiles sources = new InMemorySourceFiles();
  private final ListSlashCommands commands =
      new ListSlashCommands(settings, sources, Path.of("/work/usual"));

  @Test
  void recipesComeFirstAndFilesLast() {
    settings.put(RecipeCommands.KEY, JsonArray.of(recipe("zoo", "/r/zoo.yaml")));
    put(Kind.SKILL, "tidy", "/work/usual/a");
    put(Kind.RECIPE, "chore", "/work/usual/b");
    put(Kind.SKILL, "other", "/work/other/c");

    List<OfferedCommand> usual = commands.list(null);

    assertEquals(
        new OfferedCommand("zoo", "/r/zoo.yaml", OfferedCommand.Type.RECIPE), usual.getFirst());
    assertEquals(BUILT_IN, names(usual).subList(1, 10));
    assertEquals(
        List.of(
            new OfferedCommand("tidy", "about tidy", OfferedCommand.Type.SKILL),
            new OfferedCommand("chore", "about chore", OfferedCommand.Type.AGENT)),
        usual.subList(10, usual.size()));
    assertEquals(List.of("other"), names(commands.list(Path.of("/work/other"))).subList(10, 11));
  }

  @Test
  void itemsOfAnotherShapeDoNotHideTheOthers() {
    settings.put(
        RecipeCommands.KEY,
        JsonArray.of(
            Json.of("text"),
            JsonObject.of("command", Json.of("half")),
            JsonObject.of("command", Json.of(1)).with("recipe_path", Json.of("x")),
            recipe("good", "/r")));
    assertEquals("good", names(commands.list(null)).getFirst());

    settings.put(RecipeCommands.KEY, Json.of("no list"));
    assertEquals(BUILT_IN, names(commands.list(null)));
  }

  private void put(Kind kind, String name, String file) {
    sources.put(new Source(kind, name, "about " + name, "x", Path.of(file)));
  }

  private static JsonObject recipe(String command, String path) {
    return JsonObject.of("command", Json.of(command)).with("recipe_path", Json.of(path));
  }

  private static List<String> names(List<OfferedCommand> commands) {
    return commands.stream().map(OfferedCommand::command).toList();
  }
}
