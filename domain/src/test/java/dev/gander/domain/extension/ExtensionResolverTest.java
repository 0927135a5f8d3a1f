package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.extension.ExtensionConfig.StreamableHttp;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtensionResolverTest {
  private final KnownSecrets known = new KnownSecrets();
  private final ExtensionResolver resolver =
      new ExtensionResolver(
          new Secrets(
              Map.of(
                  "TOKEN", Json.of("s3cret"),
                  "COUNT", Json.of(3),
                  "NOTHING", JsonNull.NULL,
                  "LD_PRELOAD", Json.of("evil.so"),
                  "GOOSE_SERVER__SECRET_KEY", Json.of("the-key-of-the-server"))),
          known);

  @Test
  void secretsJoinTheEnvironmentButNeverReplaceWhatIsThere() {
    assertEquals(
        Map.of("TOKEN", "s3cret", "MINE", "1"),
        resolved(stdio(Map.of("MINE", "1"), List.of("TOKEN", "MINE"), null)).envs());
  }

  @Test
  void secretsThatAreNoTextsAreLeftOut() {
    assertEquals(Map.of(), resolved(stdio(Map.of(), List.of("COUNT", "NOTHING"), null)).envs());
  }

  @Test
  void aMissingSecretFails() {
    Stdio config = stdio(Map.of(), List.of("NOPE_KEY"), null);
    var e = assertThrows(ExtensionException.class, () -> resolver.resolve(config));
    assertEquals(
        "invalid config: Failed to fetch secret 'NOPE_KEY' from config: Configuration value not"
            + " found: NOPE_KEY",
        e.getMessage());
  }

  @Test
  void loadersAndInterpretersAreNeverTakenOver() {
    Map<String, String> envs = Map.of("ld_preload", "x", "PythonPath", "y", "PATH", "z", "A", "b");
    assertEquals(Map.of("A", "b"), resolved(stdio(envs, List.of("LD_PRELOAD"), null)).envs());
  }

  @Test
  void theServersKeyIsGivenToNoExtension() {
    Map<String, String> envs = Map.of("A", "b");
    List<String> keys = List.of("GOOSE_SERVER__SECRET_KEY");
    assertEquals(envs, resolved(stdio(envs, keys, null)).envs());
  }

  @Test
  void variablesAreFilledInFromTheMergedEnvironmentOnly() {
    assertEquals(
        "/data/s3cret/$HOME",
        resolved(stdio(Map.of(), List.of("TOKEN"), "/data/$TOKEN/$HOME")).cwd());
  }

  @Test
  void headersAddressAndSocketOfARemoteServerAreFilledIn() {
    var config =
        new StreamableHttp(
            "crm",
            "",
            "https://$HOST/mcp",
            Map.of("HOST", "crm.example"),
            List.of("TOKEN"),
            Map.of("Authorization", "Bearer ${TOKEN}"),
            null,
            "@$HOST",
            null,
            List.of(),
            JsonObject.EMPTY);
    var resolved = assertInstanceOf(StreamableHttp.class, resolver.resolve(config));
    assertEquals("https://crm.example/mcp", resolved.uri());
    assertEquals("@crm.example", resolved.socket());
    assertEquals(Map.of("Authorization", "Bearer s3cret"), resolved.headers());
    assertEquals(List.of(), resolved.envKeys());
  }

  private Stdio resolved(Stdio config) {
    return assertInstanceOf(Stdio.class, resolver.resolve(config));
  }

  @Test
  void whatAnExtensionGetsIsKnownAsASecret() {
    resolver.resolve(stdio(Map.of("MINE", "correct-horse"), List.of("TOKEN"), null));

    assertEquals("*** and ***", known.hiddenIn("s3cret and correct-horse"));
  }

  private static Stdio stdio(Map<String, String> envs, List<String> envKeys, String cwd) {
    return new Stdio(
        "x", "", "cmd", List.of(), envs, envKeys, null, cwd, null, List.of(), JsonObject.EMPTY);
  }

  private record Secrets(Map<String, Json> values) implements SecretStore {
    @Override
    public Optional<Json> find(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public Set<String> names() {
      return values.keySet();
    }

    @Override
    public void put(String key, Json value) {
      throw new UnsupportedOperationException("read only");
    }

    @Override
    public void remove(String key) {
      throw new UnsupportedOperationException("read only");
    }
  }
}
