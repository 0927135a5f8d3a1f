package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfiguredExtensionsTest {
  @Test
  void aFileWithoutExtensionsHasThePlatformsDefaults() {
    ConfiguredExtensions none = ConfiguredExtensions.read(JsonNull.NULL);

    assertEquals(
        List.of(
            "analyze", "todo", "apps", "Extension Manager", "summon", "developer", "tom", "skills"),
        names(none.enabled()));
    assertEquals(12, none.entries().size());
    assertEquals(11, none.listed().size());
    assertEquals(List.of(), none.warnings());
  }

  @Test
  void theOrderOfTheFileComesFirst() {
    ConfiguredExtensions read =
        ConfiguredExtensions.read(
            JsonObject.of("mine", entry("builtin", "mine", true))
                .with("tom", entry("platform", "tom", false)));

    assertEquals("mine", read.entries().getFirst().key());
    assertEquals("tom", read.entries().get(1).key());
    assertFalse(read.entries().get(1).enabled());
  }

  @Test
  void namesAndDescriptionsOfThePlatformAreOursWhileTheChoiceIsTheUsers() {
    JsonObject old =
        entry("platform", "todo", false)
            .with("description", Json.of("old words"))
            .with("available_tools", JsonArray.of(Json.of("todo_write")));

    var todo = ConfiguredExtensions.read(JsonObject.of("todo", old)).named("todo").orElseThrow();

    assertFalse(todo.enabled());
    var config = (ExtensionConfig.Platform) todo.config();
    assertEquals("Todo", config.displayName());
    assertEquals(
        PlatformExtensions.find(config.key()).orElseThrow().description(), config.description());
    assertEquals(List.of("todo_write"), config.availableTools());
  }

  @Test
  void aBuiltinOfThePlatformStaysBuiltin() {
    var read =
        ConfiguredExtensions.read(JsonObject.of("developer", entry("builtin", "developer", true)));

    assertTrue(read.named("developer").orElseThrow().config() instanceof ExtensionConfig.Builtin);
  }

  @Test
  void aBrokenPlatformEntryIsReplacedByTheDefault() {
    var read = ConfiguredExtensions.read(JsonObject.of("todo", Json.of("broken")));

    assertTrue(read.named("todo").orElseThrow().enabled());
  }

  @Test
  void whatCannotBeReadOrIsUnknownIsLeftOut() {
    var read =
        ConfiguredExtensions.read(
            JsonObject.of("broken", entry("stdio", "broken", true))
                .with("later", entry("not_yet", "later", true))
                .with("nobody", entry("platform", "nobody_knows", true))
                .with("half", JsonObject.of("type", Json.of("builtin"))));

    assertEquals(12, read.entries().size());
  }

  @Test
  void eachSseEntryHasAWarningAlsoWhenItIsOff() {
    var read =
        ConfiguredExtensions.read(
            JsonObject.of("old", entry("sse", "old", true))
                .with("off", entry("sse", "off", false)));

    assertEquals(
        List.of(
            "'old': SSE is unsupported, migrate to streamable_http",
            "'off': SSE is unsupported, migrate to streamable_http"),
        read.warnings());
  }

  @Test
  void anEntryIsWrittenWithEnabledFirstAndWithoutUnknownMembers() {
    JsonObject given = entry("builtin", "mine", true).with("future", Json.of(1));

    JsonObject written =
        ConfiguredExtensions.read(JsonObject.of("mine", given))
            .named("mine")
            .orElseThrow()
            .toJson();

    assertEquals("enabled", written.members().keySet().iterator().next());
    assertFalse(written.has("future"));
  }

  @Test
  void theListOfASessionSurvivesARoundTrip() {
    List<ExtensionConfig> list =
        List.of(
            ExtensionConfigJson.read(entry("builtin", "mine", true)),
            ExtensionConfigJson.read(entry("platform", "todo", true)));
    JsonObject other = JsonObject.of("todo.v0", JsonObject.EMPTY);

    JsonObject data = EnabledExtensions.write(other, list);

    assertEquals(list, EnabledExtensions.read(data).orElseThrow());
    assertTrue(data.has("todo.v0"));
    assertTrue(EnabledExtensions.read(other).isEmpty());
  }

  @Test
  void aSessionsListSkipsWhatCannotBeReadOrIsUnknown() {
    JsonArray entries =
        JsonArray.of(Json.of(5), entry("platform", "nosuch", true), entry("platform", "tom", true));
    JsonObject data = JsonObject.of(EnabledExtensions.MEMBER, JsonObject.of("extensions", entries));

    assertEquals(List.of("tom"), names(EnabledExtensions.read(data).orElseThrow()));
  }

  private static List<String> names(List<ExtensionConfig> configs) {
    return configs.stream().map(ExtensionConfig::name).toList();
  }

  private static JsonObject entry(String type, String name, boolean enabled) {
    return JsonObject.builder().put("type", type).put("name", name).put("enabled", enabled).build();
  }
}
