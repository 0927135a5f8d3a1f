package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Settings of a user of Google's cloud, and the environment of the process.
record GoogleCloud(Map<String, String> settings, Map<String, String> variables)
    implements ProviderSettings {
  static GoogleCloud with(Path credentials) {
    return new GoogleCloud(
        Map.of("GCP_PROJECT_ID", "my-project"),
        Map.of("GOOGLE_APPLICATION_CREDENTIALS", credentials.toString()));
  }

  GoogleCloud set(String key, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(key, value);
    return new GoogleCloud(Map.copyOf(changed), variables);
  }

  @Override
  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  @Override
  public Optional<String> secret(String key) {
    return Optional.empty();
  }

  @Override
  public Optional<String> environment(String name) {
    return Optional.ofNullable(variables.get(name));
  }
}
