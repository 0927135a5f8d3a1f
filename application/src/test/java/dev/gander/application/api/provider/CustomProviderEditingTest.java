package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderType;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomProviderEditingTest {
  private final ProviderWorld world = new ProviderWorld();
  private final CustomProviderEditing editing =
      new CustomProviderEditing(world.custom, world.registry, world.secrets);

  private static CustomProviderRequest request(String engine, String name, String key) {
    return request(engine, name, key, true, null);
  }

  private static CustomProviderRequest request(
      String engine,
      String name,
      String key,
      boolean requiresAuth,
      @Nullable Map<String, String> headers) {
    return new CustomProviderRequest(
        engine,
        name,
        "http://x/v1",
        key,
        List.of("a", "b"),
        null,
        headers,
        requiresAuth,
        null,
        null,
        null);
  }

  @Test
  void aNewProviderCanBeUsedAtOnce() {
    String id = editing.create(request("OpenAI_compatible", "My LLM", " k "));

    assertEquals("custom_my_llm", id);
    assertEquals(Optional.of(Json.of("k")), world.secrets.find("CUSTOM_MY_LLM_API_KEY"));
    var factory = world.registry.find(id).orElseThrow();
    assertEquals(ProviderType.CUSTOM, factory.metadata().type());
    assertEquals("a", factory.metadata().defaultModel());
    assertEquals(id, factory.create(world.found).name());
  }

  @Test
  void aRefusalLeavesNoTrace() {
    assertThrows(InvalidInput.class, () -> editing.create(request("foo", "Bad", "k")));
    assertThrows(InvalidInput.class, () -> editing.create(request("openai", "Bad", " ")));

    assertEquals(List.of(), world.custom.all());
    assertEquals(Set.of(), world.secrets.names());
  }

  @Test
  void aKeyThatCannotBeChangedLeavesTheFileAsItWas() {
    var failing =
        new CustomProviderEditing(
            world.custom, world.registry, new ProviderWorld.FullDisk(world.secrets));
    assertThrows(StorageException.class, () -> failing.create(request("openai", "New", "k")));
    assertEquals(List.of(), world.custom.all());

    String id = editing.create(request("openai", "Old", "k"));
    ProviderDeclaration before = world.custom.find(id).orElseThrow();
    assertThrows(
        StorageException.class, () -> failing.update(id, request("openai", "Changed", "k2")));
    assertEquals(Optional.of(before), world.custom.find(id));

    assertThrows(StorageException.class, () -> failing.remove(id));
    assertEquals(Optional.of(before), world.custom.find(id));
    editing.remove(id);
    assertEquals(Set.of(), world.secrets.names());
  }

  @Test
  void whatIsNotSaidStays() {
    world.custom.add(
        "mine",
        id ->
            ProviderWorld.declaration(
                id,
                JsonObject.builder()
                    .put("api_key_env", "SHARED_KEY")
                    .put("description", "by hand")
                    .put("timeout_seconds", 7)
                    .put("headers", JsonObject.of("H", Json.of("1")))
                    .put("future", 1)
                    .put("models", ProviderWorld.models("b", 9))
                    .build()));
    world.secrets.put("SHARED_KEY", Json.of("s"));

    editing.update("mine", request("plain", "Renamed", ""));

    ProviderDeclaration changed = world.custom.find("mine").orElseThrow();
    assertEquals("Renamed", changed.page().displayName());
    assertEquals("by hand", changed.page().description());
    assertEquals(7, changed.endpoint().timeoutSeconds());
    assertEquals(Map.of("H", "1"), changed.endpoint().headers());
    assertEquals("SHARED_KEY", changed.key().name());
    assertEquals(Json.of(1), changed.toJson().get("future"));
    assertEquals(
        List.of(ModelInfo.of("a", 128_000), ModelInfo.of("b", 9)), changed.models().listed());
    assertEquals(false, changed.dialect().preservesThinking());
    assertEquals(Optional.of(Json.of("s")), world.secrets.find("SHARED_KEY"));
  }

  @Test
  void aKeyIsNeededOnceAndOnlyTheGeneratedOneIsRemoved() {
    String id = editing.create(request("openai", "P", "first"));
    editing.update(id, request("openai", "P", "", false, Map.of()));
    assertEquals(Set.of(), world.secrets.names());
    assertThrows(InvalidInput.class, () -> editing.update(id, request("openai", "P", "")));

    world.custom.add(
        "mine",
        same -> ProviderWorld.declaration(same, JsonObject.of("api_key_env", Json.of("SHARED"))));
    world.secrets.put("SHARED", Json.of("s"));
    editing.remove("mine");
    assertEquals(Set.of("SHARED"), world.secrets.names());
  }

  @Test
  void aProviderOfTheProgramOnlyGetsAKey() {
    editing.update("groq", request("openai", "Mine", "g"));

    assertEquals(Optional.of(Json.of("g")), world.secrets.find("GROQ_API_KEY"));
    assertEquals(List.of(), world.custom.all());
    assertEquals("groq", editing.show("groq").declaration().page().displayName());
    editing.remove("groq");
    assertEquals(Set.of(), world.secrets.names());
    assertTrue(world.registry.find("groq").isPresent());
  }

  @Test
  void aFileTakesThePlaceOfAProviderOfTheProgramUntilItIsRemoved() {
    world.custom.add("groq", id -> ProviderWorld.declaration(id, JsonObject.EMPTY));
    assertEquals(ProviderType.CUSTOM, world.registry.find("groq").orElseThrow().metadata().type());
    assertTrue(editing.show("groq").editable());

    editing.remove("groq");

    assertEquals(
        ProviderType.DECLARATIVE, world.registry.find("groq").orElseThrow().metadata().type());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String id : List.of("nope", "openai", "acme", "..", "a/b", "")) {
      assertThrows(NotFound.class, () -> editing.show(id), id);
      assertThrows(NotFound.class, () -> editing.update(id, request("openai", "P", "k")), id);
      assertThrows(NotFound.class, () -> editing.remove(id), id);
    }
    assertEquals(Set.of(), world.secrets.names());
  }
}
