package dev.gander.domain.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLabelsTest {
  private static JsonFields labels(Json labels) {
    return JsonFields.of(JsonObject.of("labels", labels));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "zone=eu-1", "a.b/c_d=", "=", "0"})
  void aLabelIsOfLettersDigitsAndAFewSigns(String label) {
    assertEquals(Set.of(label), new NodeLabels(Set.of(label)).values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a,b", "ä", "a\n", "\0", "🪿"})
  void anythingElseIsNone(String label) {
    String text =
        assertThrows(InvalidInput.class, () -> new NodeLabels(Set.of("gpu", label))).text();
    assertTrue(text.startsWith("`" + label + "` is not a label"), text);
  }

  @Test
  void aLabelHasAtMostAHundredCharacters() {
    assertEquals(1, new NodeLabels(Set.of("x".repeat(100))).values().size());
    assertThrows(InvalidInput.class, () -> new NodeLabels(Set.of("x".repeat(101))));
  }

  @Test
  void theyAreInOrderAndOneIsOneHoweverOftenItIsNamed() {
    NodeLabels read = NodeLabels.read(JsonArray.ofTexts(List.of("c", "a", "c", "b")));

    assertEquals(JsonArray.ofTexts(List.of("a", "b", "c")), read.toJson());
    assertEquals(read, NodeLabels.in(labels(read.toJson())));
  }

  @Test
  void theMemberMayBeMissing() {
    assertTrue(NodeLabels.in(JsonFields.of(JsonObject.EMPTY)).isEmpty());
    assertTrue(NodeLabels.in(labels(JsonNull.NULL)).isEmpty());
    assertTrue(NodeLabels.in(labels(JsonArray.EMPTY)).isEmpty());
    assertThrows(InvalidInput.class, () -> NodeLabels.in(labels(Json.of("gpu"))));
  }
}
