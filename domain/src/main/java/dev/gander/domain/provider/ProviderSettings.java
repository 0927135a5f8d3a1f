package dev.gander.domain.provider;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.signin.TokenCaches;
import java.nio.file.Path;
import java.util.Optional;

/// What a provider may ask for, while it is made and later: answers are those of the moment. Values
/// come from the environment before the files. Any thread.
public interface ProviderSettings {
  /// A setting as text: numbers and truth values in their JSON form. Empty if it is not set.
  Optional<String> setting(String key);

  /// A secret. Empty if it is not set. Never log it.
  Optional<String> secret(String key);

  /// A setting without blanks around it. Empty if it is not set or blank.
  default Optional<String> filledSetting(String key) {
    return filled(setting(key));
  }

  /// A secret without blanks around it. Empty if it is not set or blank. Never log it.
  default Optional<String> filledSecret(String key) {
    return filled(secret(key));
  }

  /// A variable as of [#environment(String)], without blanks around it. Empty if it is not set or
  /// blank.
  default Optional<String> filledEnvironment(String name) {
    return filled(environment(name));
  }

  private static Optional<String> filled(Optional<String> value) {
    return value.map(String::strip).filter(text -> !text.isEmpty());
  }

  /// A setting that a provider cannot do without, without blanks around it.
  ///
  /// @throws ProviderException if it is not set or blank; the message names the key
  default String needSetting(String key) {
    return present(key, filledSetting(key));
  }

  /// A secret that a provider cannot do without, without blanks around it.
  ///
  /// @throws ProviderException if it is not set or blank; the message names the key
  default String needSecret(String key) {
    return present(key, filledSecret(key));
  }

  private static String present(String key, Optional<String> value) {
    return value.orElseThrow(
        () -> new ProviderException.ExecutionError("Configuration value not found: " + key, null));
  }

  /// A variable of the process's environment by its exact name, as in `https_proxy`. Empty if it is
  /// not set.
  default Optional<String> environment(String name) {
    return Optional.empty();
  }

  /// The tokens of those that users sign in to; empty when there is no place for them.
  default Optional<TokenCaches> tokens() {
    return Optional.empty();
  }

  /// What signs requests with the user's keys of a cloud; empty where nothing can.
  default Optional<RequestSigner> signer() {
    return Optional.empty();
  }

  /// The folder in which providers keep `llm_request.N.jsonl`, maybe not there yet; empty when
  /// requests are not logged.
  default Optional<Path> requestLogs() {
    return Optional.empty();
  }

  /// What is kept out of all texts that others read. The secrets that these settings give out are
  /// in it; a provider adds what it finds elsewhere, such as tokens. By default nobody remembers
  /// them.
  default KnownSecrets knownSecrets() {
    return new KnownSecrets();
  }

  /// What it takes to start programs; empty where none may be started.
  default Optional<Programs> programs() {
    return Optional.empty();
  }
}
