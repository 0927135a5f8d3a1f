package dev.gander.application.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.RecipeId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeLibraryTest {
  private final RecipeKitchen kitchen = new RecipeKitchen();
  private final RecipeLibrary library = kitchen.library();

  @Test
  void theFileWrittenLastComesFirstAndOthersAreLeftOut() {
    put("recipes/a.yaml", "A");
    put("more/b.json", "B");
    kitchen.files().put("more/c.yaml", "no recipe");
    kitchen.files().put("more/d.yaml", "{\"title\": \"no description\"}");
    put("recipes/a.yaml", "A again");

    assertEquals(List.of("A again", "B"), titles());
  }

  @Test
  void aFileIsReadAgainOnlyWhenItHasChanged() {
    put("recipes/a.yaml", "A");
    put("recipes/b.yaml", "B");
    var first = library.list().get(1).recipe();

    put("recipes/b.yaml", "C");

    assertSame(first, library.list().get(1).recipe());
    assertEquals(List.of("C", "A"), titles());
  }

  @Test
  void aListedRecipeIsNeitherCheckedNorFilledInButComplete() {
    Path sub = kitchen.files().put("recipes/parts/sub.yaml", "{}");
    kitchen
        .files()
        .put(
            "recipes/a.yaml",
            Recipes.text(
                "'prompt': '{{ nobody }} {{my var}}', 'sub_recipes': ["
                    + "{'name': 's', 'path': './parts/sub.yaml'},"
                    + " {'name': 'n', 'path': 'nowhere.yaml'}]"));

    var recipe = library.list().getFirst().recipe();

    assertEquals("{{ nobody }} {{my var}}", recipe.prompt().orElseThrow());
    assertEquals(sub.toString(), recipe.subRecipes().get(0).path());
    assertEquals("nowhere.yaml", recipe.subRecipes().get(1).path());
    assertEquals(1, recipe.extensions().orElseThrow().size());
  }

  @Test
  void anIdIsKnownWithoutAListAndUnknownWithoutItsFile() {
    Path file = put("recipes/a.yaml", "A");
    RecipeId id = RecipeId.of(file);

    assertEquals(file, library.file(id));
    assertEquals("A", library.recipe(id).title());
    kitchen.files().delete(file);
    String problem = assertThrows(NotFound.class, () -> library.file(id)).text();
    assertEquals("Recipe not found: " + id, problem);
    assertThrows(NotFound.class, () -> library.recipe(new RecipeId("nope")));
  }

  @Test
  void aFileThatIsNoLongerARecipeIsToldOnceAndUnknownAfterTheNextList() {
    Path file = put("recipes/a.yaml", "A");
    RecipeId id = RecipeId.of(file);
    library.list();
    kitchen.files().put("recipes/a.yaml", "[");

    assertThrows(Unavailable.class, () -> library.recipe(id));
    library.list();
    assertThrows(NotFound.class, () -> library.recipe(id));
  }

  private Path put(String path, String title) {
    return kitchen
        .files()
        .put(path, Recipes.text("'prompt': 'p'").replace("\"T\"", "\"" + title + "\""));
  }

  private List<String> titles() {
    return library.list().stream().map(stored -> stored.recipe().title()).toList();
  }
}
