package dev.gander.application.model;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SearchFolders;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.domain.provider.signin.TokenCaches;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The current settings and secrets, as providers can look them up.
///
/// @param variables the environment of the process
/// @param logs the folder for request logs; null when requests are not logged
/// @param caches the tokens of providers with a sign-in; null if they cannot be stored
/// @param children the environment of programs
/// @param state the folder for files that are passed to programs; null if none may be started
/// @param clouds signs requests; null if signing is not available
/// @param knownSecrets records each secret that is returned
public record SettingsForProviders(
    TypedSettings settings,
    SecretStore secrets,
    Map<String, String> variables,
    @Nullable Path logs,
    @Nullable TokenCaches caches,
    ChildEnvironment children,
    @Nullable Path state,
    @Nullable RequestSigner clouds,
    KnownSecrets knownSecrets)
    implements ProviderSettings {

  /// Settings without token caches, programs and signatures.
  public SettingsForProviders(
      TypedSettings settings,
      SecretStore secrets,
      Map<String, String> variables,
      @Nullable Path logs) {
    this(
        settings,
        secrets,
        variables,
        logs,
        null,
        ChildEnvironment.of(variables),
        null,
        null,
        KnownSecrets.of(variables));
  }

  @Override
  public Optional<TokenCaches> tokens() {
    return Optional.ofNullable(caches);
  }

  @Override
  public Optional<Programs> programs() {
    return Optional.ofNullable(state)
        .map(folder -> new Programs(children, SearchFolders.of(settings.settings()), folder));
  }

  @Override
  public Optional<RequestSigner> signer() {
    return Optional.ofNullable(clouds);
  }

  @Override
  public Optional<String> environment(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public Optional<Path> requestLogs() {
    return Optional.ofNullable(logs);
  }

  @Override
  public Optional<String> setting(String key) {
    return settings.text(key);
  }

  /// A secret that looks like a number or JSON is still text: `007` stays `007`.
  @Override
  public Optional<String> secret(String key) {
    Optional<String> secret =
        Optional.ofNullable(variables.get(key.toUpperCase(Locale.ROOT)))
            .or(() -> secrets.find(key).flatMap(SettingsForProviders::text));
    secret.ifPresent(knownSecrets::add);
    return secret;
  }

  private static Optional<String> text(Json value) {
    if (value instanceof JsonString(String text)) {
      return Optional.of(text);
    }
    return value instanceof JsonNumber number ? Optional.of(number.text()) : Optional.empty();
  }
}
