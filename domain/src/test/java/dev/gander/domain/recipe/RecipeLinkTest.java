package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RecipeLinkTest {
  private static final JsonObject TIDY =
      JsonObject.of("title", Json.of("T"))
          .with("description", Json.of("D"))
          .with("instructions", Json.of("I"));

  /// As goosed makes it.
  @Test
  void aLinkIsTheCompactJsonInTheLettersOfUrls() {
    assertEquals(
        "eyJ2ZXJzaW9uIjoiMS4wLjAiLCJ0aXRsZSI6IlQiLCJkZXNjcmlwdGlvbiI6IkQiLCJpbnN0cnVjdGlvbnMiOiJJIn0",
        RecipeLink.of(Recipe.read(TIDY)).text());
  }

  @Test
  void everyCharacterIsWrittenAsJsonHasIt() {
    Recipe recipe =
        Recipe.read(
            TIDY.with("prompt", Json.of("\"q\" \\ \n\r\t\u0001 ü 🪿 </x>"))
                .with("settings", JsonObject.of("temperature", Json.of(1))));

    assertEquals(
        "{\"version\":\"1.0.0\",\"title\":\"T\",\"description\":\"D\",\"instructions\":\"I\","
            + "\"prompt\":\"\\\"q\\\" \\\\ \\n\\r\\t\\u0001 ü 🪿 </x>\","
            + "\"settings\":{\"temperature\":1.0}}",
        new String(
            Base64.getUrlDecoder().decode(RecipeLink.of(recipe).text()), StandardCharsets.UTF_8));
  }
}
