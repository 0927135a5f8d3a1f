package dev.gander.domain.provider;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.signin.TokenCaches;
import java.nio.file.Path;
import java.util.Optional;

/// What a provider can look up, while it is created and later; values are always current. The
/// environment takes precedence over files. Thread-safe.
public interface ProviderSettings {
  /// A setting as text: numbers and booleans in their JSON form. Empty if it is not set.
  Optional<String> setting(String key);

  /// A secret. Empty if it is not set. Never log it.
  Optional<String> secret(String key);

  /// A setting, stripped. Empty if it is not set or blank.
  default Optional<String> filledSetting(String key) {
    return filled(setting(key));
  }

  /// A secret, stripped. Empty if it is not set or blank. Never log it.
  default Optional<String> filledSecret(String key) {
    return filled(secret(key));
  }

  /// A variable as in [#environment(String)], stripped. Empty if it is not set or blank.
  default Optional<String> filledEnvironment(String name) {
    return filled(environment(name));
  }

  private static Optional<String> filled(Optional<String> value) {
    return value.map(String::strip).filter(text -> !text.isEmpty());
  }

  /// A required setting, stripped.
  ///
  /// @throws ProviderException if it is not set or blank; the message names the key
  default String needSetting(String key) {
    return present(key, filledSetting(key));
  }

  /// A required secret, stripped.
  ///
  /// @throws ProviderException if it is not set or blank; the message names the key
  default String needSecret(String key) {
    return present(key, filledSecret(key));
  }

  private static String present(String key, Optional<String> value) {
    return value.orElseThrow(
        () -> new ProviderException.ExecutionError("Configuration value not found: " + key, null));
  }

  /// An environment variable of the process by its exact name, such as `https_proxy`. Empty if it
  /// is not set.
  default Optional<String> environment(String name) {
    return Optional.empty();
  }

  /// The tokens of providers with a sign-in; empty when there is nowhere to store them.
  default Optional<TokenCaches> tokens() {
    return Optional.empty();
  }

  /// Signs requests with the user's cloud keys; empty if signing is not available.
  default Optional<RequestSigner> signer() {
    return Optional.empty();
  }

  /// The folder in which providers write `llm_request.N.jsonl`, possibly not existing yet; empty
  /// when requests are not logged.
  default Optional<Path> requestLogs() {
    return Optional.empty();
  }

  /// The secrets to mask in all texts for other readers. Those that these settings return are
  /// included; a provider adds those from elsewhere, such as tokens. By default nothing is
  /// remembered.
  default KnownSecrets knownSecrets() {
    return new KnownSecrets();
  }

  /// What is needed to start programs; empty if none may be started.
  default Optional<Programs> programs() {
    return Optional.empty();
  }
}
