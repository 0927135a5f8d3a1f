package dev.gander.application.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigureExtensionTest {
  private final InMemorySettings settings = new InMemorySettings();
  private final ConfigureExtension configure = new ConfigureExtension(settings);

  @Test
  void keyComesFromTheConfigurationAndWhetherItWasThereFromTheName() {
    assertFalse(configure.put("outer", true, builtin("Inner Name")));
    assertFalse(configure.put("outer", true, builtin("Inner Name")));
    assertTrue(configure.put("INNER name", false, builtin("Inner Name")));
    assertTrue(configure.put("todo", false, builtin("other")));

    assertEquals(List.of("innername", "other"), keys());
    assertEquals(Json.of(false), entry("innername").get("enabled"));
  }

  @Test
  void membersOfNewerVersionsStayWithTheirType() {
    JsonObject old =
        ExtensionConfigJson.write(builtin("x"))
            .with("enabled", Json.of(true))
            .with("future", Json.of(7));
    settings.put("extensions", JsonObject.of("x", old));

    configure.put("x", false, builtin("x"));
    assertEquals(Json.of(7), entry("x").get("future"));
    assertEquals(Json.of(false), entry("x").get("enabled"));

    configure.put("x", true, stdio("x"));
    assertFalse(entry("x").has("future"));
    assertEquals(Json.of("run"), entry("x").get("cmd"));
  }

  @Test
  void entriesThatNobodyUnderstandsStay() {
    JsonObject strange = JsonObject.of("type", Json.of("not_yet"));
    settings.put("extensions", JsonObject.of("strange", strange).with("text", Json.of("?")));

    configure.put("x", true, builtin("x"));
    configure.remove("x");

    assertEquals(List.of("strange", "text"), keys());
    assertEquals(strange, entry("strange"));
  }

  @Test
  void whatIsNoMapIsLeftAlone() {
    settings.put("extensions", JsonArray.of(Json.of("mine")));

    assertThrows(StorageException.class, () -> configure.put("x", true, builtin("x")));
    configure.remove("x");

    assertEquals(JsonArray.of(Json.of("mine")), settings.all().get("extensions"));
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    configure.remove("never");

    assertEquals(JsonObject.EMPTY, settings.all());
  }

  private static ExtensionConfig builtin(String name) {
    return read(JsonObject.of("type", Json.of("builtin")).with("name", Json.of(name)));
  }

  private static ExtensionConfig stdio(String name) {
    return read(
        JsonObject.builder()
            .put("type", "stdio")
            .put("name", name)
            .put("cmd", "run")
            .put("args", JsonArray.EMPTY)
            .build());
  }

  private static ExtensionConfig read(JsonObject json) {
    return ExtensionConfigJson.readKnown(json);
  }

  private List<String> keys() {
    return List.copyOf(settings.all().object("extensions").orElseThrow().members().keySet());
  }

  private JsonObject entry(String key) {
    return settings.all().object("extensions").orElseThrow().object(key).orElseThrow();
  }
}
