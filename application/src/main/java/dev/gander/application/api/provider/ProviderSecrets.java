package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.SignIns.SignIn;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenCaches.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists and removes the secrets stored for providers (goosed 1.39), without ever showing values.
/// Secrets that belong to no provider are left alone.
public final class ProviderSecrets {
  private static final String STORE = "secret_store:";
  private static final String CACHE = "provider_cache:";

  private final ProviderRegistry registry;
  private final SecretStore secrets;
  private final TokenCaches caches;
  private final ActiveModel active;
  private final Clock clock;

  public ProviderSecrets(
      ProviderRegistry registry,
      SecretStore secrets,
      TokenCaches caches,
      ActiveModel active,
      Clock clock) {
    this.registry = registry;
    this.secrets = secrets;
    this.caches = caches;
    this.active = active;
    this.clock = clock;
  }

  /// What is stored for one provider under one name; `expires` is null if unknown.
  public record Kind(
      String id,
      String provider,
      String displayName,
      String name,
      boolean isCache,
      @Nullable Instant expires,
      Status status,
      boolean isThere,
      boolean canConfigure) {}

  /// Whether a token is still valid.
  public enum Status {
    VALID,
    EXPIRED,
    UNKNOWN
  }

  /// Sorted by the providers' display names.
  public List<Kind> list() {
    List<Kind> found = new ArrayList<>();
    Set<String> stored = secrets.names();
    for (var factory : registry.all()) {
      ProviderMetadata metadata = factory.metadata();
      metadata.configKeys().stream()
          .filter(key -> key.secret() && stored.contains(key.name()))
          .forEach(key -> found.add(stored(metadata, key)));
    }
    for (SignIn signIn : registry.signIns().all()) {
      cached(signIn).ifPresent(found::add);
    }
    found.sort(Comparator.comparing(Kind::displayName).thenComparing(Kind::name));
    return found;
  }

  private static Kind stored(ProviderMetadata metadata, ConfigKey key) {
    return new Kind(
        STORE + metadata.name() + ":" + key.name(),
        metadata.name(),
        metadata.displayName(),
        key.name(),
        false,
        null,
        Status.UNKNOWN,
        true,
        false);
  }

  /// A sign-in that replaces a key is always listed, since clients offer it from this list.
  private Optional<Kind> cached(SignIn signIn) {
    String provider = signIn.names().getFirst();
    boolean always = signIn.replacesKey();
    Optional<Kept> kept = caches.find(signIn.cache());
    if (kept.isEmpty() && !always) {
      return Optional.empty();
    }
    Instant expires = kept.isEmpty() ? null : kept.get().expires();
    return Optional.of(
        new Kind(
            CACHE + provider,
            provider,
            displayName(provider),
            "OAuth token",
            true,
            expires,
            status(expires),
            kept.isPresent(),
            always));
  }

  private String displayName(String provider) {
    return registry.find(provider).map(it -> it.metadata().displayName()).orElse(provider);
  }

  private Status status(@Nullable Instant expires) {
    if (expires == null) {
      return Status.UNKNOWN;
    }
    return expires.isAfter(clock.instant()) ? Status.VALID : Status.EXPIRED;
  }

  /// Does nothing if the secret does not exist.
  ///
  /// @throws InvalidInput if the id cannot be that of a provider's secret
  /// @throws StorageException if the secret or its provider's mark cannot be removed; both are kept
  public void delete(String id) {
    if (id.startsWith(STORE)) {
      deleteStored(id);
    } else if (id.startsWith(CACHE)) {
      deleteCached(id.substring(CACHE.length()));
    } else {
      throw invalid(id);
    }
  }

  private void deleteStored(String id) {
    String[] parts = id.substring(STORE.length()).split(":", 2);
    String key = parts.length == 2 ? parts[1] : "";
    boolean known =
        registry.find(parts[0]).stream()
            .flatMap(factory -> factory.metadata().configKeys().stream())
            .anyMatch(it -> it.secret() && it.name().equals(key));
    if (!known) {
      throw invalid(id);
    }
    delete(setUpBy(key), () -> secrets.remove(key));
  }

  /// The providers that only this key makes usable, although a sign-in could replace it.
  private List<String> setUpBy(String key) {
    return registry.signIns().all().stream()
        .filter(signIn -> signIn.replaces(key) && caches.find(signIn.cache()).isEmpty())
        .flatMap(signIn -> signIn.names().stream())
        .toList();
  }

  private void deleteCached(String provider) {
    SignIn signIn =
        registry
            .signIns()
            .find(provider)
            .orElseThrow(() -> new InvalidInput("Invalid provider name: '" + provider + "'"));
    delete(signIn.names(), () -> caches.remove(signIn.cache()));
  }

  /// Removes the marks first, since they can be restored if the secret cannot be removed.
  private void delete(List<String> providers, Runnable secret) {
    List<String> marked = providers.stream().filter(active::isMarkedConfigured).toList();
    providers.forEach(active::unmarkConfigured);
    try {
      secret.run();
    } catch (StorageException e) {
      marked.forEach(provider -> active.markConfigured(provider, JsonBool.TRUE));
      throw e;
    }
  }

  private static InvalidInput invalid(String id) {
    return new InvalidInput("Invalid provider secret id: '" + id + "'");
  }
}
