package dev.gander.domain.provider.declared;

import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the settings pages show about a declared provider (goosed's rules).
final class DeclaredMetadata {
  private DeclaredMetadata() {}

  static ProviderMetadata of(
      ProviderDeclaration declaration, ProviderType type, ProviderMetadata engine) {
    List<ModelInfo> models =
        declaration.models().stream().map(ModelInfo::withCacheControlKnown).toList();
    return new ProviderMetadata(
        declaration.name(),
        type,
        declaration.displayName(),
        declaration.descriptionOrDefault(),
        models.isEmpty() ? "" : models.getFirst().name(),
        declaration.fastModel(),
        models,
        Objects.requireNonNullElse(declaration.modelDocLink(), engine.modelDocLink()),
        keys(declaration, type, engine),
        declaration.setupSteps(),
        null);
  }

  private static List<ConfigKey> keys(
      ProviderDeclaration declaration, ProviderType type, ProviderMetadata engine) {
    List<ConfigKey> keys = new ArrayList<>();
    if (type == ProviderType.CUSTOM) {
      keys.addAll(keysOfEngine(declaration, engine));
    } else if (!declaration.apiKeyEnv().isEmpty()) {
      keys.add(ownKey(declaration, declaration.requiresAuth()));
    }
    declaration.variables().forEach(variable -> keys.add(variable.key()));
    return keys;
  }

  /// The engine's keys; the first secret is the declaration's own, or left out where none is
  /// needed.
  private static List<ConfigKey> keysOfEngine(
      ProviderDeclaration declaration, ProviderMetadata engine) {
    List<ConfigKey> keys = new ArrayList<>(engine.configKeys());
    int secret = keys.stream().map(ConfigKey::secret).toList().indexOf(true);
    if (secret < 0) {
      return keys;
    }
    if (declaration.requiresAuth()) {
      keys.set(secret, ownKey(declaration, false));
    } else {
      keys.remove(secret);
    }
    return keys;
  }

  private static ConfigKey ownKey(ProviderDeclaration declaration, boolean required) {
    return new ConfigKey(declaration.apiKeyEnv(), required, true, null, false, false, true);
  }
}
