package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtensionConfigJsonTest {
  private static final JsonObject NEWER = JsonObject.of("newer", Json.of(1));
  private static final List<String> TOOLS = List.of("look");

  /// Each kind with everything that it can have.
  private static List<ExtensionConfig> full() {
    return List.of(
        new ExtensionConfig.Stdio(
            "a",
            "d",
            "cmd",
            List.of("-x"),
            Map.of("A", "b"),
            List.of("KEY"),
            300L,
            "below",
            true,
            TOOLS,
            NEWER),
        new ExtensionConfig.StreamableHttp(
            "a",
            "d",
            "http://x",
            Map.of("A", "b"),
            List.of("KEY"),
            Map.of("H", "v"),
            300L,
            "sock",
            false,
            TOOLS,
            NEWER),
        new ExtensionConfig.Builtin("a", "d", "A", 300L, true, TOOLS, NEWER),
        new ExtensionConfig.Platform("a", "d", "A", false, TOOLS, NEWER),
        new ExtensionConfig.Frontend("a", "d", List.of(), "Click.", true, TOOLS, NEWER),
        new ExtensionConfig.InlinePython("a", "d", "pass", 300L, List.of("six"), TOOLS, NEWER),
        new ExtensionConfig.Sse("a", "d", "http://x", List.of(), NEWER));
  }

  @Test
  void eachKindIsReadAsItWasWritten() {
    for (ExtensionConfig config : full()) {
      assertEquals(config, ExtensionConfigJson.read(ExtensionConfigJson.write(config)));
    }
  }

  @Test
  void aTimeOfNothingAndATruthOfNothingAreNone() {
    JsonObject written =
        ExtensionConfigJson.write(full().getFirst())
            .with("timeout", JsonNull.NULL)
            .with("bundled", JsonNull.NULL);

    var read = (ExtensionConfig.Stdio) ExtensionConfigJson.read(written);

    assertNull(read.timeout());
    assertNull(read.bundled());
    assertRefused(written.with("timeout", Json.of(-1)));
    assertRefused(written.with("bundled", Json.of("yes")));
    assertRefused(written.with("args", JsonArray.of(Json.of(1))));
    assertRefused(written.with("type", Json.of("carrier_pigeon")));
  }

  @Test
  void whatAClientSentIsReadWithoutUnknownMembers() {
    for (ExtensionConfig config : full()) {
      ExtensionConfig read = ExtensionConfigJson.readKnown(ExtensionConfigJson.write(config));

      assertEquals(JsonObject.EMPTY, read.other());
      assertEquals(config.name(), read.name());
      assertEquals(config.availableTools(), read.availableTools());
    }
  }

  private static void assertRefused(JsonObject written) {
    assertThrows(InvalidShape.class, () -> ExtensionConfigJson.read(written));
  }
}
