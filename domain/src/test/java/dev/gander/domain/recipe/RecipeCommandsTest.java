package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipeCommandsTest {
  private static final Path A = Path.of("/r/a.yaml");
  private static final Path B = Path.of("/r/b.yaml");

  @Test
  void aCommandIsWrittenSmallAndWithoutSlashes() {
    RecipeCommands commands = RecipeCommands.of(null).with(A, "//Foo Bar");

    assertEquals(Optional.of("foo bar"), commands.command(A));
    assertEquals(Optional.of("/r/a.yaml"), commands.recipe("FOO bar"));
    assertEquals(Optional.empty(), commands.recipe("foo"));
  }

  @Test
  void aRecipeHasOneCommandAtMost() {
    RecipeCommands commands = RecipeCommands.of(null).with(A, "one").with(B, "b").with(A, "two");

    assertEquals(Optional.of("two"), commands.command(A));
    assertEquals(Optional.empty(), commands.recipe("one"));
    for (String none : new String[] {null, "", "/"}) {
      assertEquals(Optional.empty(), commands.with(A, none).command(A));
      assertEquals(Optional.of("b"), commands.with(A, none).command(B));
    }
  }

  @Test
  void ofTwoRecipesWithOneCommandTheOneSetFirstCounts() {
    RecipeCommands both = RecipeCommands.of(null).with(A, "same").with(B, "Same");

    assertEquals(Optional.of("/r/a.yaml"), both.recipe("same"));
    assertEquals(Optional.of("/r/b.yaml"), both.with(A, "same").recipe("same"));
  }

  @Test
  void whatIsNoCommandStaysInTheFile() {
    JsonArray stored = JsonArray.of(Json.of(5), JsonObject.of("command", Json.of("x")));

    RecipeCommands commands = RecipeCommands.of(stored);

    assertTrue(commands.entries().isEmpty());
    assertEquals(stored.items(), commands.with(A, "a").stored().items().subList(0, 2));
    assertEquals(List.of(), RecipeCommands.of(Json.of("no list")).entries());
  }
}
