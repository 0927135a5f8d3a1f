package dev.gander.domain.provider.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderKeysTest {
  private final List<ProviderDeclaration> declared = new ArrayList<>();

  private final ProviderKeys keys =
      new ProviderKeys(
          List.of(new OfCode()),
          () ->
              List.of(
                  new BundledProvider.BuiltIn(metadata("built-in", "LOGIN_BUILT_IN")),
                  new BundledProvider.BuiltInService(
                      metadata("service", "LOGIN_SERVICE"), declaration("LOGIN_OF_SERVICE")),
                  new BundledProvider.Declared(declaration("LOGIN_DECLARED"))),
          () -> declared);

  @Test
  void allKindsOfProvidersNameTheirs() {
    Set<String> shipped =
        Set.of(
            "LOGIN_OF_CODE",
            "LOGIN_BUILT_IN",
            "LOGIN_SERVICE",
            "LOGIN_OF_SERVICE",
            "LOGIN_DECLARED",
            "ADDRESS_WITH_LOGIN");
    assertEquals(shipped, keys.get());
  }

  @Test
  void oneThatTheUserDeclaresLaterCounts() {
    keys.get();
    declared.add(declaration("LOGIN_MINE"));

    assertEquals(true, keys.get().contains("LOGIN_MINE"));
    declared.clear();
    assertEquals(false, keys.get().contains("LOGIN_MINE"));
  }

  private static ProviderDeclaration declaration(String key) {
    return ProviderDeclaration.read(
        JsonObject.builder()
            .put("name", "mine")
            .put("engine", "openai")
            .put("display_name", "Mine")
            .put("base_url", "http://localhost/${ADDRESS_WITH_LOGIN}/${REGION}")
            .put("api_key_env", key)
            .put("models", JsonArray.of())
            .put(
                "env_vars",
                JsonArray.of(variable("ADDRESS_WITH_LOGIN", true), variable("REGION", false)))
            .build());
  }

  private static Json variable(String name, boolean secret) {
    return JsonObject.builder().put("name", name).put("secret", secret).build();
  }

  private static ProviderMetadata metadata(String name, String key) {
    return new ProviderMetadata(
        name,
        name,
        "",
        "",
        null,
        List.of(),
        "",
        List.of(ConfigKey.secret(key), ConfigKey.setting("HOST_OF_" + key, null)));
  }

  private record OfCode() implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return ProviderKeysTest.metadata("code", "LOGIN_OF_CODE");
    }

    @Override
    public Provider create(ProviderSettings settings) {
      throw new UnsupportedOperationException();
    }
  }
}
