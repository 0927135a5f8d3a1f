package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.domain.model.ModelInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The models that providers are known to offer, without asking them: those that the service listed
/// last, until then those that the provider ships with. Kept in memory. Thread-safe.
public final class KnownModels {
  private static final Duration FRESH = Duration.ofHours(24);

  private final ProviderRegistry registry;
  private final ListModels listing;
  private final Clock clock;
  private final Map<String, Listed> lists = new ConcurrentHashMap<>();
  private final Set<String> refreshing = ConcurrentHashMap.newKeySet();

  private record Listed(List<ModelInfo> models, Instant at) {}

  public KnownModels(ProviderRegistry registry, ListModels listing, Clock clock) {
    this.registry = registry;
    this.listing = listing;
    this.clock = clock;
  }

  /// None for an unknown provider.
  public List<ModelInfo> of(String provider) {
    Listed listed = lists.get(provider);
    return listed == null
        ? registry.find(provider).map(it -> it.metadata().knownModels()).orElse(List.of())
        : listed.models();
  }

  /// When the service listed them; null if it has not yet.
  public @Nullable Instant listedAt(String provider) {
    Listed listed = lists.get(provider);
    return listed == null ? null : listed.at();
  }

  /// Whether the service has not listed them for a day.
  public boolean isStale(String provider) {
    Instant listed = listedAt(provider);
    return listed == null || listed.plus(FRESH).isBefore(clock.instant());
  }

  /// Asks the service for its models.
  ///
  /// @return false if it is being asked already
  /// @throws dev.gander.domain.error.InvalidInput if there is no such provider or it is not set up
  /// @throws dev.gander.domain.error.ProviderException if the service cannot be queried
  public boolean refresh(String provider) throws InterruptedException {
    if (!refreshing.add(provider)) {
      return false;
    }
    try {
      lists.put(provider, new Listed(listing.list(provider), clock.instant()));
      return true;
    } finally {
      refreshing.remove(provider);
    }
  }
}
