package dev.gander.domain.provider.declared;

import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the settings pages show about a declared provider, by goosed's rules.
final class DeclaredMetadata {
  private DeclaredMetadata() {}

  static ProviderMetadata of(
      ProviderDeclaration declaration, ProviderType type, ProviderMetadata engine) {
    ServicePage page = declaration.page();
    List<ModelInfo> models =
        declaration.models().listed().stream().map(ModelInfo::withCacheControlKnown).toList();
    return new ProviderMetadata(
        declaration.name(),
        type,
        page.displayName(),
        page.descriptionOrDefault(),
        models.isEmpty() ? "" : models.getFirst().name(),
        declaration.models().fast(),
        models,
        Objects.requireNonNullElse(page.modelDocLink(), engine.modelDocLink()),
        keys(declaration, type, engine),
        page.setupSteps(),
        null);
  }

  private static List<ConfigKey> keys(
      ProviderDeclaration declaration, ProviderType type, ProviderMetadata engine) {
    List<ConfigKey> keys = new ArrayList<>();
    if (type == ProviderType.CUSTOM) {
      keys.addAll(keysOfEngine(declaration.key(), engine));
    } else if (declaration.key().isNamed()) {
      keys.add(declaration.key().asConfigKey(declaration.key().required()));
    }
    declaration.endpoint().variables().forEach(variable -> keys.add(variable.key()));
    return keys;
  }

  /// The engine's keys; the first secret is replaced by the declaration's own, or left out if none
  /// is needed.
  private static List<ConfigKey> keysOfEngine(ServiceKey own, ProviderMetadata engine) {
    List<ConfigKey> keys = new ArrayList<>(engine.configKeys());
    int secret = keys.stream().map(ConfigKey::secret).toList().indexOf(true);
    if (secret < 0) {
      return keys;
    }
    if (own.required()) {
      keys.set(secret, own.asConfigKey(false));
    } else {
      keys.remove(secret);
    }
    return keys;
  }
}
