package dev.gander.provider.testkit;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.testkit.provider.InMemoryRequestSigner;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Settings of a test.
public record TestSettings(
    Map<String, String> values,
    @Nullable Path logs,
    @Nullable TokenCaches caches,
    KnownSecrets knownSecrets)
    implements ProviderSettings {
  public TestSettings(Map<String, String> values) {
    this(values, null, null, new KnownSecrets());
  }

  public static TestSettings of(String... keysAndValues) {
    Map<String, String> values = new java.util.HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new TestSettings(Map.copyOf(values));
  }

  /// These settings and more.
  public TestSettings with(String... keysAndValues) {
    Map<String, String> all = new java.util.HashMap<>(values);
    all.putAll(of(keysAndValues).values());
    return new TestSettings(Map.copyOf(all), logs, caches, knownSecrets);
  }

  public TestSettings loggingTo(Path folder) {
    return new TestSettings(values, folder, caches, knownSecrets);
  }

  /// Settings with a place for tokens.
  public TestSettings keeping(TokenCaches place) {
    return new TestSettings(values, logs, place, knownSecrets);
  }

  @Override
  public Optional<TokenCaches> tokens() {
    return Optional.ofNullable(caches);
  }

  @Override
  public Optional<String> setting(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public Optional<String> secret(String key) {
    Optional<String> secret = setting(key);
    secret.ifPresent(knownSecrets::add);
    return secret;
  }

  /// Signs with the setting `TEST_KEY`; `TEST_REGION` is the region of the user's profile.
  @Override
  public Optional<RequestSigner> signer() {
    return Optional.of(new InMemoryRequestSigner(setting("TEST_KEY"), setting("TEST_REGION")));
  }

  @Override
  public Optional<Path> requestLogs() {
    return Optional.ofNullable(logs);
  }
}
