package dev.gander.adapters.mcp.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.JsonSchemas;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.tool.JsonSchemasContract;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkntSchemasTest implements JsonSchemasContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private final JsonSchemas schemas = new NetworkntSchemas();

  @Override
  public JsonSchemas schemas() {
    return schemas;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref': '#'}",
        "{'$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/a'}}, '$ref': '#/$defs/a'}",
        "{'allOf': [{'$ref': '#'}]}",
        "{'$anchor': 'me', 'not': {'$ref': '#me'}}",
        "{'$dynamicAnchor': 'me', 'anyOf': [{'$dynamicRef': '#me'}]}",
        "{'$id': 'urn:x', 'if': {'$ref': 'urn:x'}}",
        "{'$id': 'http://x/a', '$defs': {'b': {'$id': 'b', '$ref': '#'}}, '$ref': 'b'}",
        "{'$schema': 'https://json-schema.org/draft/2019-09/schema', 'allOf': [{'$recursiveRef': '#'}]}",
        "{'properties': {'a': {'$ref': '#/properties/a'}}}",
      })
  void aSchemaThatRefersToItselfForTheSameValueIsUnusable(String schema) {
    assertUnusable(json(schema), json("{'a': {'a': 1}}"));
  }

  @Test
  void aSchemaMayReferToItselfForPartsOfTheValue() {
    Json tree =
        json(
            """
            {'$defs': {'node': {'type': 'object', 'required': ['name'],
               'properties': {'name': {'type': 'string'},
                              'children': {'type': 'array', 'items': {'$ref': '#/$defs/node'}}}}},
             '$ref': '#/$defs/node'}""");
    Json leaf = json("{'name': 'leaf', 'children': [{'name': 5}]}");

    assertEquals(List.of(), schemas.problems(tree, nested(300, json("{'name': 'leaf'}"))));
    assertEquals(
        List.of("/children/0/children/0/children/0/name"),
        schemas.problems(tree, nested(2, leaf)).stream().map(JsonSchemas.Problem::place).toList());
  }

  private static Json nested(int depth, Json leaf) {
    Json node = leaf;
    for (int i = 0; i < depth; i++) {
      node = JsonObject.builder().put("name", "n").put("children", JsonArray.of(node)).build();
    }
    return node;
  }

  @Test
  void doubledReferencesAreCountedBeforeTheyAreFollowed() {
    String definitions =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "'d%d': {'allOf': [{'$ref': '#/$defs/d%d'}, {'$ref': '#/$defs/d%d'}]}"
                        .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(", "));
    String schema = "{'$defs': {%s, 'd40': {'type': 'string'}}, %s}";

    assertUnusable(json(schema.formatted(definitions, "'$ref': '#/$defs/d0'")), Json.of("x"));
    Json unused =
        json(schema.formatted(definitions, "'properties': {'a': {'$ref': '#/$defs/d0'}}"));
    assertTimeoutPreemptively(
        SOON, () -> assertEquals(List.of(), schemas.problems(unused, JsonObject.EMPTY)));
  }

  @Test
  void aSchemaThatDoublesWithTheDepthOfTheValueIsCounted() {
    Json schema =
        json(
            "{'allOf': [{'properties': {'a': {'$ref': '#'}}}, {'properties': {'a': {'$ref': '#'}}}]}");
    Json value = Json.of(1);
    for (int i = 0; i < 40; i++) {
      value = JsonObject.of("a", value);
    }
    assertUnusable(schema, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(.*a){14}b$", "^(a+)+\\\\1$", "^(a|b)*$"})
  void anExpressionThatExplodesIsStopped(String expression) {
    String text = "a".repeat(40_000) + "!";
    assertUnusable(json("{'pattern': '%s'}".formatted(expression)), Json.of(text));
    assertUnusable(
        json("{'patternProperties': {'%s': true}}".formatted(expression)),
        JsonObject.of(text, Json.of(1)));
  }

  /// The JDK counts to two thousand million for each without a look at the text.
  @Test
  void repetitionsOfNothingAreStopped() {
    assertUnusable(json("{'pattern': '^(?:(?:){2147483647}){2147483647}$'}"), Json.of("a"));
    Json ordinary = json("{'pattern': '^[a-f]{8}(-[a-f]{4}){3}-[a-f]{12}$'}");
    assertEquals(1, schemas.problems(ordinary, Json.of("a".repeat(10_000))).size());
  }

  @Test
  void allExpressionsOfAValidationShareTheirSteps() {
    Json schema = json("{'items': {'pattern': '^(.*a){4}b$'}}");
    Json text = Json.of("a".repeat(60));
    assertEquals(1, schemas.problems(schema, JsonArray.of(text)).size());
    assertUnusable(schema, new JsonArray(Collections.nCopies(5_000, text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"^x-", "[0-9]+$", "\\\\d{3}", "^\\\\p{Letter}+$"})
  void ordinaryExpressionsMeanWhatTheyDid(String expression) {
    Json schema = json("{'pattern': '%s'}".formatted(expression));
    String good =
        switch (expression) {
          case "^x-" -> "x-1";
          case "^\\\\p{Letter}+$" -> "größe";
          default -> "a 123";
        };
    assertEquals(List.of(), schemas.problems(schema, Json.of(good)));
    assertEquals(1, schemas.problems(schema, Json.of("-\n")).size());
  }

  private void assertUnusable(Json schema, Json value) {
    InvalidInput e =
        assertTimeoutPreemptively(
            SOON, () -> assertThrows(InvalidInput.class, () -> schemas.problems(schema, value)));
    assertTrue(e.text().startsWith("The JSON Schema cannot be used: "), e.text());
  }

  private static Json json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }
}
