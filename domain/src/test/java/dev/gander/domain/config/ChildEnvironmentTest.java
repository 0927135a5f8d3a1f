package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {
  private static final Map<String, String> OURS =
      Map.of(
          "PATH", "/bin",
          "SSH_AUTH_SOCK", "/run/agent",
          "GOOSE_SERVER__SECRET_KEY", "the-key-of-the-server",
          "SAME_AS_OURS", "the-key-of-the-server",
          "GATEWAY_LOGIN", "hidden-by-its-declaration",
          "SAME_LOGIN", "hidden-by-its-declaration",
          "GITHUB_TOKEN", "hidden-by-its-name");

  private Optional<Json> setting = Optional.empty();
  private final ChildEnvironment environment =
      ChildEnvironment.of(OURS, new OneSetting(), () -> Set.of("GATEWAY_LOGIN"));

  @Test
  void noSecretIsPassedOn() {
    assertEquals(Map.of("PATH", "/bin", "SSH_AUTH_SOCK", "/run/agent"), environment.with(Map.of()));
  }

  @Test
  void whatAProcessNamesItGets() {
    assertEquals(
        Map.of(
            "PATH", "/bin",
            "SSH_AUTH_SOCK", "/run/agent",
            "GATEWAY_LOGIN", "hidden-by-its-declaration",
            "GITHUB_TOKEN", "hidden-by-its-name"),
        environment.with(Map.of(), Set.of("gateway_login", "GITHUB_TOKEN", "NO_TOKEN")));
  }

  @Test
  void itsOwnVariablesComeFirst() {
    assertEquals(
        Map.of("PATH", "/opt", "SSH_AUTH_SOCK", "/run/agent", "GITHUB_TOKEN", "its own"),
        environment.with(Map.of("PATH", "/opt", "GITHUB_TOKEN", "its own")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inherit", " Inherit "})
  void whoWantsUpstreamsWayPassesEverythingButTheServersKey(String value) {
    setting = Optional.of(Json.of(value));

    assertEquals(
        Map.of(
            "PATH", "/bin",
            "SSH_AUTH_SOCK", "/run/agent",
            "GATEWAY_LOGIN", "hidden-by-its-declaration",
            "SAME_LOGIN", "hidden-by-its-declaration",
            "GITHUB_TOKEN", "hidden-by-its-name"),
        environment.with(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GOOSE_SERVER__SECRET_KEY", "goose_server__secret_key"})
  void theServersKeyIsPassedInNoWay(String name) {
    setting = Optional.of(Json.of("inherit"));

    assertFalse(environment.with(Map.of(name, "x"), Set.of(name)).containsKey(name));
  }

  @Test
  void unreadableSettingsAllowNothing() {
    ChildEnvironment unreadable = ChildEnvironment.of(OURS, new Unreadable(), Set::of);

    assertFalse(unreadable.with(Map.of()).containsKey("GITHUB_TOKEN"));
  }

  @Test
  void theNextProcessFollowsASettingThatHasChanged() {
    assertFalse(environment.with(Map.of()).containsKey("GITHUB_TOKEN"));
    setting = Optional.of(Json.of("inherit"));
    assertEquals("hidden-by-its-name", environment.with(Map.of()).get("GITHUB_TOKEN"));
    setting = Optional.of(Json.of("everything"));
    assertFalse(environment.with(Map.of()).containsKey("GITHUB_TOKEN"));
  }

  @Test
  void valuesAreNotShown() {
    assertFalse(environment.toString().contains("hidden-by"));
  }

  private class OneSetting implements Settings {
    @Override
    public Optional<Json> find(String key) {
      return key.equals("GANDER_CHILD_ENV") ? setting : Optional.empty();
    }

    @Override
    public Optional<String> environment(String key) {
      return Optional.empty();
    }

    @Override
    public JsonObject all() {
      return JsonObject.EMPTY;
    }

    @Override
    public void edit(UnaryOperator<JsonObject> change) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Unreadable extends OneSetting {
    @Override
    public Optional<Json> find(String key) {
      throw new StorageException("config.yaml cannot be read", null);
    }
  }
}
