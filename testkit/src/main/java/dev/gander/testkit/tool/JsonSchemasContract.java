package dev.gander.testkit.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of every [JsonSchemas].
public interface JsonSchemasContract {
  JsonObject NUMBER = JsonObject.of("type", Json.of("integer"));
  JsonObject HAS_N =
      JsonObject.builder()
          .put("type", "object")
          .put("properties", JsonObject.of("n", NUMBER))
          .put("required", JsonArray.of(Json.of("n")))
          .build();

  JsonSchemas schemas();

  @Test
  default void aValueAsWantedHasNoProblems() {
    assertEquals(List.of(), schemas().problems(HAS_N, JsonObject.of("n", Json.of(5))));
    assertEquals(List.of(), schemas().problems(JsonObject.EMPTY, Json.of("anything")));
  }

  @Test
  default void aMissingMemberIsAProblemOfItsObject() {
    List<JsonSchemas.Problem> problems = schemas().problems(HAS_N, JsonObject.of("x", Json.of(1)));

    assertEquals(List.of(""), problems.stream().map(JsonSchemas.Problem::place).toList());
    assertFalse(problems.getFirst().text().isBlank());
  }

  @Test
  default void aProblemSaysWhereItIs() {
    JsonObject nested =
        JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.of("in", HAS_N))
            .build();

    List<JsonSchemas.Problem> problems =
        schemas().problems(nested, JsonObject.of("in", JsonObject.of("n", Json.of("five"))));

    assertEquals(List.of("/in/n"), problems.stream().map(JsonSchemas.Problem::place).toList());
  }

  @Test
  default void aSchemaIsCheckedWithoutAValue() {
    schemas().check(HAS_N);
    schemas().check(JsonObject.EMPTY);
    schemas().check(Json.of(true));
    List.of(
            Json.of("text"),
            JsonArray.EMPTY,
            JsonObject.of("type", Json.of(5)),
            JsonObject.of("properties", JsonArray.EMPTY))
        .forEach(
            wrong ->
                assertThrows(InvalidInput.class, () -> schemas().check(wrong), wrong::compact));
  }

  @Test
  default void nothingIsReadForASchema(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("any.json"), "{}");
    for (String far : List.of(file.toUri().toString(), "http://127.0.0.1:9/x", "#/nowhere")) {
      JsonObject schema = JsonObject.of("$ref", Json.of(far));
      assertThrows(InvalidInput.class, () -> schemas().problems(schema, Json.of(1)), far);
    }
  }
}
