package dev.gander.domain.provider.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderDeclarationTest {
  private record Values(Map<String, String> settings, Map<String, String> secrets)
      implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return Optional.ofNullable(settings.get(key));
    }

    @Override
    public Optional<String> secret(String key) {
      return Optional.ofNullable(secrets.get(key));
    }
  }

  private static final JsonObject SMALL =
      JsonObject.builder()
          .put("name", "x")
          .put("engine", "openai")
          .put("display_name", "X")
          .put("base_url", "http://h/v1")
          .put("models", JsonArray.EMPTY)
          .build();

  private static JsonObject variable(String name) {
    return JsonObject.of("name", Json.of(name));
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    ProviderDeclaration read = ProviderDeclaration.read(SMALL);

    assertTrue(read.key().required());
    assertEquals("", read.key().name());
    assertEquals("Custom X provider", read.page().descriptionOrDefault());
    assertTrue(read.dialect().keepsThinking(true));
    assertFalse(read.dialect().keepsThinking(false));
    assertEquals(JsonNull.NULL, read.toJson().get("preserves_thinking"));
    assertEquals(JsonNull.NULL, read.toJson().get("timeout_seconds"));
    assertNull(ProviderDeclaration.read(SMALL.with("fast_model", Json.of(" "))).models().fast());
  }

  @Test
  void whatWasReadIsWrittenAgainInTheSameOrder() {
    JsonObject whole =
        JsonObject.builder()
            .put("name", "x")
            .put("engine", "anthropic")
            .put("display_name", "X")
            .put("description", "d")
            .put("api_key_env", "X_KEY")
            .put("base_url", "http://h/${A}")
            .put("models", JsonArray.of(ModelInfo.of("m", 1_000).toJson()))
            .put("headers", JsonObject.of("a", Json.of("b")))
            .put("timeout_seconds", 30)
            .put("supports_streaming", true)
            .put("requires_auth", false)
            .put("catalog_provider_id", "y")
            .put("base_path", "v2")
            .put(
                "env_vars",
                JsonArray.of(
                    JsonObject.builder()
                        .put("name", "A")
                        .put("required", true)
                        .put("secret", true)
                        .put("primary", false)
                        .put("description", "e")
                        .put("default", "f")
                        .build()))
            .put("dynamic_models", false)
            .put("skip_canonical_filtering", true)
            .put("model_doc_link", "http://doc")
            .put("setup_steps", JsonArray.ofTexts(List.of("first")))
            .put("fast_model", "fast")
            .put("preserves_thinking", true)
            .put("future", 1)
            .build();

    JsonObject written = ProviderDeclaration.read(whole).toJson();

    assertEquals(List.copyOf(whole.members().keySet()), List.copyOf(written.members().keySet()));
    assertEquals(whole, written);
    JsonObject small = ProviderDeclaration.read(SMALL).toJson();
    assertEquals(
        List.copyOf(whole.without(Set.of("future")).members().keySet()),
        List.copyOf(small.members().keySet()));
  }

  @Test
  void membersOfNewerVersionsSurvive() {
    JsonObject newer = SMALL.with("future", JsonArray.of(Json.of(1)));

    assertEquals(JsonArray.of(Json.of(1)), ProviderDeclaration.read(newer).toJson().get("future"));
    ProviderDeclaration read = ProviderDeclaration.read(newer);
    assertEquals(read.toJson(), ProviderDeclaration.read(read.toJson()).toJson());
  }

  @Test
  void aModelWithoutALimitHasTheUsualOne() {
    JsonObject model = JsonObject.of("name", Json.of("m")).with("context_limit", JsonNull.NULL);
    var read = ProviderDeclaration.read(SMALL.with("models", JsonArray.of(model)));
    assertEquals(List.of(ModelInfo.of("m", 128_000)), read.models().listed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "engine", "display_name", "base_url", "models"})
  void whatEveryDeclarationNeedsIsMissed(String member) {
    var failure =
        assertThrows(
            InvalidShape.class, () -> ProviderDeclaration.read(SMALL.without(Set.of(member))));
    assertTrue(failure.text().contains(member), failure.text());
  }

  @Test
  void aWrongTypeIsNamed() {
    JsonObject wrong = SMALL.with("headers", JsonObject.of("a", Json.of(1)));
    var failure = assertThrows(InvalidShape.class, () -> ProviderDeclaration.read(wrong));
    assertTrue(failure.text().startsWith("headers.a"), failure.text());
    assertThrows(
        InvalidShape.class,
        () -> ProviderDeclaration.read(SMALL.with("timeout_seconds", Json.of(-1))));
    assertThrows(
        InvalidShape.class, () -> ProviderDeclaration.read(SMALL.with("engine", Json.of(1))));
  }

  @Test
  void placeholdersAreFilledFromSettingsSecretsAndDefaults() {
    JsonArray variables =
        JsonArray.of(
            variable("HOST").with("default", Json.of("http://localhost")),
            variable("TENANT").with("secret", Json.of(true)).with("required", Json.of(true)),
            variable("OPTIONAL"),
            variable("MY_STREAMING").with("default", Json.of("true")));
    ProviderDeclaration declaration =
        ProviderDeclaration.read(
            SMALL
                .with("base_url", Json.of("${HOST}/${TENANT}/${OPTIONAL}/${OTHER}"))
                .with("env_vars", variables));

    ProviderDeclaration filled =
        declaration.filledIn(
            new Values(Map.of("MY_STREAMING", "FALSE", "OTHER", "no"), Map.of("TENANT", "t")));

    assertEquals("http://localhost/t/${OPTIONAL}/${OTHER}", filled.endpoint().baseUrl());
    assertFalse(filled.dialect().streams());
    var failure =
        assertThrows(
            ProviderException.class,
            () -> declaration.filledIn(new Values(Map.of("TENANT", "no secret"), Map.of())));
    assertEquals("Required environment variable TENANT is not set", failure.text());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          My LLM (EU),    custom_my_llm__eu
          Ünïcode,        custom_n_code
          a.b/c,          custom_a_b_c
          UPPER-case_1,   custom_upper-case_1
          ../../etc,      custom_etc
          '  blank  ',    custom_blank
          '???',          custom_
          """)
  void anIdIsMadeFromTheName(String name, String id) {
    assertEquals(id, ProviderId.of(name));
    assertTrue(ProviderId.isValid(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a\\b", "A", "-a", "a.json", "a b", "ü", "a\u0000"})
  void whatIsNoSafeFileNameIsNoId(String id) {
    assertFalse(ProviderId.isValid(id));
  }

  @Test
  void anEndlessNameIsCut() {
    String id = ProviderId.of("x".repeat(100_000));
    assertTrue(ProviderId.isValid(id + "_1000"));
  }

  @Test
  void aCustomProviderHasTheKeysOfItsEngineWithItsOwnSecret() {
    ProviderMetadata engine =
        new ProviderMetadata(
            "openai",
            "OpenAI",
            "d",
            "m",
            "fast",
            List.of(),
            "https://docs",
            List.of(
                ProviderMetadata.ConfigKey.secret("OPENAI_API_KEY"),
                ProviderMetadata.ConfigKey.setting("OPENAI_HOST", "h")));
    JsonObject own = SMALL.with("api_key_env", Json.of("OWN"));

    assertEquals(List.of("OWN", "OPENAI_HOST"), keys(own, ProviderType.CUSTOM, engine));
    JsonObject open = own.with("requires_auth", Json.of(false));
    assertEquals(List.of("OPENAI_HOST"), keys(open, ProviderType.CUSTOM, engine));
    assertEquals(List.of("OWN"), keys(open, ProviderType.DECLARATIVE, engine));
    assertEquals(
        "https://docs",
        ProviderDeclaration.read(own).metadata(ProviderType.CUSTOM, engine).modelDocLink());
  }

  private static List<String> keys(JsonObject json, ProviderType type, ProviderMetadata engine) {
    return ProviderDeclaration.read(json).metadata(type, engine).configKeys().stream()
        .map(ProviderMetadata.ConfigKey::name)
        .toList();
  }
}
