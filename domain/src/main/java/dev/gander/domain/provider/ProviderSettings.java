package dev.gander.domain.provider;

import java.util.Optional;

/// What a provider may ask for while it is made. Values come from the environment before the files.
public interface ProviderSettings {
  /// A setting as text: numbers and truth values in their JSON form. Empty if it is not set.
  Optional<String> setting(String key);

  /// A secret. Empty if it is not set. Never log it.
  Optional<String> secret(String key);
}
