package dev.gander.application.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenRecipeTest {
  @Test
  void jsonIsReadAloneAndInAFence() {
    String json =
        "{\"title\":\"X\",\"description\":\"Y\",\"instructions\":\"Do\",\"activities\":[\"a\"]}";
    WrittenRecipe wanted = new WrittenRecipe("X", "Y", "Do", List.of("a"));

    assertEquals(wanted, read(json));
    assertEquals(wanted, read("Here it is:\n```json\n" + json + "\n```\nBye"));
  }

  @Test
  void titleAndDescriptionMayBeMissing() {
    WrittenRecipe read = read("{\"instructions\":\"Do\",\"activities\":[]}");

    assertEquals("Custom recipe from chat", read.title());
    assertEquals("a custom recipe instance from this chat session", read.description());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"instructions\":\"I\"}",
        "{\"instructions\":\"I\",\"activities\":[\"a\",5]}",
        "{\"instructions\":5,\"activities\":[]}",
        "[]",
        "5"
      })
  void jsonOfAnotherFormIsNoRecipe(String answer) {
    assertThrows(InvalidInput.class, () -> read(answer));
  }

  @Test
  void proseHasTwoParts() {
    WrittenRecipe read =
        read("# instructions: do this\n## activities:\n- one\n* two\n3. three\n\n• four");

    assertEquals("do this", read.instructions());
    assertEquals(List.of("one", "two", "three", "four"), read.activities());
    assertEquals("nothing special", read("nothing special").instructions());
    assertEquals(List.of(), read("Instructions: x").activities());
  }

  private static WrittenRecipe read(String answer) {
    return WrittenRecipe.of(answer, JsonText::parse);
  }
}
