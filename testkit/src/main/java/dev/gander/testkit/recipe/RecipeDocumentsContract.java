package dev.gander.testkit.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.TextPlaces;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The contract of every [RecipeDocuments].
public interface RecipeDocumentsContract {
  RecipeDocuments documents();

  @Test
  default void jsonIsADocument() {
    assertEquals(
        JsonObject.of("title", Json.of("T")).with("n", JsonArray.of(Json.of(1), Json.of(true))),
        parse("{\"title\": \"T\", \"n\": [1, true]}"));
  }

  @Test
  default void aDocumentReadsBackAsTheRecipe() {
    List<String> texts =
        List.of(
            "plain",
            "one\ntwo\n",
            "one\n\n  two",
            "  blanks first\nand then",
            "ends with blanks  \n\n",
            "\n",
            " ",
            "",
            "a: b # c",
            "- x",
            "007",
            "null",
            "yes",
            "'single' \"double\" \\ back",
            "{% if x == 'a' %}A{% else %}\"B\"{% endif %}",
            "{{ x }}",
            "{# c #}\ttab",
            "tab\tin\tlines\n\tof text\n",
            "ü 🪿 \u0007",
            "line\u2028separator",
            "%TAG",
            "---",
            "...\n---\n");
    for (String text : texts) {
      JsonObject json =
          JsonObject.of("title", Json.of("T"))
              .with("description", Json.of("D"))
              .with("prompt", Json.of(text))
              .with("activities", JsonArray.of(Json.of(text)));
      Recipe recipe = Recipe.read(json);

      assertEquals(recipe.json(), parse(documents().write(recipe)), text);
    }
  }

  /// No value can become a part of the document.
  @Test
  default void marksAreFilledInBehindTheDocument() {
    Json read =
        documents()
            .parse(
                "{\"a\": \"<1> x\", \"<1>\": [\"<1>\"]}",
                TextPlaces.NONE,
                text -> text.replace("<1>", "v: \"w\"\n- "));

    assertEquals(
        JsonObject.of("a", Json.of("v: \"w\"\n-  x"))
            .with("v: \"w\"\n- ", JsonArray.of(Json.of("v: \"w\"\n- "))),
        read);
  }

  @Test
  default void whatIsNoDocumentIsRefused() {
    for (String text : List.of("{\"a\": ", "[1, 2", "{\"a\": 1}\n---\n{\"b\": 2}\n---\n")) {
      assertThrows(InvalidInput.class, () -> parse(text), text);
    }
  }

  private Json parse(String text) {
    return documents().parse(text, TextPlaces.OF_RECIPES, UnaryOperator.identity());
  }
}
