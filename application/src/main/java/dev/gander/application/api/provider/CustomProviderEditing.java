package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.declared.ProviderId;
import java.util.Optional;

/// Creates, shows, changes and removes custom providers. Keys go to the secret store, everything
/// else to the provider's file; if the key cannot be changed the file stays as it was.
public final class CustomProviderEditing {
  private final CustomProviders custom;
  private final ProviderRegistry registry;
  private final SecretStore secrets;

  public CustomProviderEditing(
      CustomProviders custom, ProviderRegistry registry, SecretStore secrets) {
    this.custom = custom;
    this.registry = registry;
    this.secrets = secrets;
  }

  /// @param editable whether it is the user's own
  public record Shown(ProviderDeclaration declaration, boolean editable) {}

  /// @return the new id
  /// @throws InvalidInput if the engine is unknown or the key is missing; nothing was stored
  public String create(CustomProviderRequest request) {
    ProviderEngine engine = engine(request);
    String key = request.strippedKey();
    if (request.requiresAuth() && key.isEmpty()) {
      throw new InvalidInput("apiKey cannot be empty");
    }
    ProviderDeclaration made =
        custom.add(
            ProviderId.of(request.displayName()),
            id -> CustomDeclaration.made(id, engine, request));
    if (request.requiresAuth()) {
      try {
        secrets.put(made.key().name(), Json.of(key));
      } catch (StorageException e) {
        custom.remove(made.name());
        throw e;
      }
    }
    return made.name();
  }

  /// @throws NotFound if neither the user nor the program has declared it
  public Shown show(String id) {
    return custom
        .find(valid(id))
        .map(declaration -> new Shown(spoken(declaration), true))
        .orElseGet(() -> new Shown(bundled(id), false));
  }

  /// For a provider that ships with the program, only the key is stored.
  ///
  /// @throws NotFound if it does not exist
  /// @throws InvalidInput if the engine is unknown or the key is missing; nothing was changed
  public void update(String id, CustomProviderRequest request) {
    ProviderEngine engine = engine(request);
    Optional<ProviderDeclaration> own = custom.find(valid(id));
    ProviderDeclaration old = own.orElseGet(() -> bundled(id));
    String keyName = old.key().nameOrGenerated(id);
    if (request.requiresAuth() && request.strippedKey().isEmpty() && !isStored(keyName)) {
      throw new InvalidInput("apiKey is required when auth is enabled and no secret is stored");
    }
    if (own.isPresent() && change(id, engine, request, keyName).isEmpty()) {
      throw unknown(id);
    }
    try {
      storeKey(id, old, keyName, request);
    } catch (StorageException e) {
      own.ifPresent(before -> custom.change(id, _ -> before));
      throw e;
    }
  }

  private Optional<ProviderDeclaration> change(
      String id, ProviderEngine engine, CustomProviderRequest request, String keyName) {
    return custom.change(id, now -> CustomDeclaration.changed(now, engine, request, keyName));
  }

  private void storeKey(
      String id, ProviderDeclaration old, String keyName, CustomProviderRequest request) {
    if (!request.requiresAuth()) {
      removeGeneratedKey(id, old);
    } else if (!request.strippedKey().isEmpty()) {
      secrets.put(keyName, Json.of(request.strippedKey()));
    }
  }

  /// Removes the file and the key that was generated for it. A provider that ships with the program
  /// only loses its key.
  ///
  /// @throws NotFound if it does not exist
  /// @throws StorageException if either cannot be removed; both are kept
  public void remove(String id) {
    Optional<ProviderDeclaration> own = ownUnlessBroken(valid(id));
    // If the secrets cannot be read, they cannot be changed either: fail before touching the file.
    secrets.names();
    if (!custom.remove(id)) {
      removeGeneratedKey(id, bundled(id));
      return;
    }
    try {
      own.ifPresent(declaration -> removeGeneratedKey(id, declaration));
    } catch (StorageException e) {
      own.ifPresent(before -> custom.add(id, _ -> before));
      throw e;
    }
  }

  /// A broken file can be removed too, but then its key name is unknown.
  private Optional<ProviderDeclaration> ownUnlessBroken(String id) {
    try {
      return custom.find(id);
    } catch (StorageException _) {
      return Optional.empty();
    }
  }

  private void removeGeneratedKey(String id, ProviderDeclaration declaration) {
    if (declaration.key().isGeneratedFor(id)) {
      secrets.remove(declaration.key().name());
    }
  }

  /// Whether the secret that it is used with is set.
  public boolean hasKey(ProviderDeclaration declaration) {
    return declaration.key().isNamed() && isStored(declaration.key().name());
  }

  private boolean isStored(String keyName) {
    return secrets
        .find(keyName)
        .filter(key -> !(key instanceof JsonString(String text)) || !text.isBlank())
        .isPresent();
  }

  private ProviderEngine engine(CustomProviderRequest request) {
    return registry
        .engine(request.engine().strip())
        .orElseThrow(() -> new InvalidInput("Invalid provider type: " + request.engine()));
  }

  /// Values implied by the engine are shown as if they were declared.
  private ProviderDeclaration spoken(ProviderDeclaration declaration) {
    return registry
        .engine(declaration.dialect().engine())
        .map(declaration::spokenBy)
        .orElse(declaration);
  }

  private static String valid(String id) {
    if (!ProviderId.isValid(id)) {
      throw new NotFound("Invalid provider id: " + id);
    }
    return id;
  }

  private ProviderDeclaration bundled(String id) {
    return registry.bundledDeclaration(id).orElseThrow(() -> unknown(id));
  }

  private static NotFound unknown(String id) {
    return new NotFound("Provider not found: " + id);
  }
}
