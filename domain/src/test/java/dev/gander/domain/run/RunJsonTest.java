package dev.gander.domain.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunJsonTest {
  private static JsonObject listed(
      @Nullable String prompt, @Nullable RecipeReference recipe, @Nullable JsonObject filled) {
    RunRequest request =
        new RunRequest(
            new RunTask(prompt, recipe, Map.of()),
            RunSurroundings.USUAL,
            RunLimits.NONE,
            null,
            false,
            null);
    return RunJson.listed(
        Run.queued(new RunId("r"), new KeyId("k"), request, filled, Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 199, 200, 201, 100_000})
  void aListHasTheBeginningOfWhatWasAskedInWholeCharacters(int length) {
    String asked = "🪿".repeat(length);

    JsonObject listed = listed(asked, null, null);

    assertEquals(Json.of(length <= 200 ? asked : "🪿".repeat(199) + "…"), listed.get("prompt"));
    assertEquals(JsonNull.NULL, listed.get("recipe"));
  }

  @Test
  void aRecipeIsNamedByItsTitleElseByWhereItIsFrom() {
    JsonObject titled = JsonObject.of("title", Json.of("Report"));
    RecipeReference file = new RecipeReference.InFile("reports/night.yaml");

    assertEquals(Json.of("Report"), listed(null, file, titled).get("recipe"));
    assertEquals(Json.of("reports/night.yaml"), listed(null, file, JsonObject.EMPTY).get("recipe"));
    assertEquals(Json.of("reports/night.yaml"), listed(null, file, null).get("recipe"));
    assertEquals(
        Json.of("Report"), listed(null, new RecipeReference.Inline(titled), null).get("recipe"));
    assertEquals(
        Json.of("a link"),
        listed(null, new RecipeReference.ByDeeplink("goose://s3cret"), null).get("recipe"));
    assertEquals(JsonNull.NULL, listed(null, file, titled).get("prompt"));
  }
}
