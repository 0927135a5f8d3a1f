package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.provider.ProviderFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Asks services for their models in the background, for [KnownModels]. Thread-safe.
public final class RefreshModels {
  private final ProviderRegistry registry;
  private final ProviderSetup setup;
  private final KnownModels known;
  private final Executor threads;
  private final Clock clock;
  private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  public RefreshModels(
      ProviderRegistry registry,
      ProviderSetup setup,
      KnownModels known,
      Executor threads,
      Clock clock) {
    this.registry = registry;
    this.setup = setup;
    this.known = known;
    this.threads = threads;
    this.clock = clock;
  }

  /// Why a provider is not asked.
  public enum Reason {
    UNKNOWN_PROVIDER,
    NOT_CONFIGURED,
    ALREADY_REFRESHING
  }

  /// A provider that is not asked.
  public record Skipped(String provider, Reason reason) {}

  /// Both in the order of the names.
  public record Refresh(List<String> started, List<Skipped> skipped) {}

  /// The last time that a service was asked.
  ///
  /// @param problem null if there was none, or there is no answer yet
  public record Attempt(Instant begun, @Nullable String problem) {}

  public boolean isRunning(String provider) {
    return running.contains(provider);
  }

  /// Empty if the service has not been asked.
  public Optional<Attempt> last(String provider) {
    return Optional.ofNullable(attempts.get(provider));
  }

  /// Does not wait for the answers.
  ///
  /// @param providers those to ask; all that are set up if there are none
  public Refresh start(Collection<String> providers) {
    List<String> started = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (String provider : new TreeSet<>(providers.isEmpty() ? configured() : providers)) {
      Reason against = against(provider);
      if (against == null) {
        started.add(provider);
        threads.execute(() -> ask(provider));
      } else {
        skipped.add(new Skipped(provider, against));
      }
    }
    return new Refresh(started, skipped);
  }

  private List<String> configured() {
    return registry.all().stream()
        .map(ProviderFactory::metadata)
        .filter(setup::isConfigured)
        .map(metadata -> metadata.name())
        .toList();
  }

  /// Null if there is nothing against asking; then it counts as being asked.
  private @Nullable Reason against(String provider) {
    Optional<ProviderFactory> factory = registry.find(provider);
    if (factory.isEmpty()) {
      return Reason.UNKNOWN_PROVIDER;
    }
    if (!setup.isConfigured(factory.get().metadata())) {
      return Reason.NOT_CONFIGURED;
    }
    return running.add(provider) ? null : Reason.ALREADY_REFRESHING;
  }

  private void ask(String provider) {
    Instant begun = clock.instant();
    attempts.put(provider, new Attempt(begun, null));
    try {
      known.refresh(provider);
    } catch (ProviderException e) {
      attempts.put(provider, new Attempt(begun, e.display()));
    } catch (InvalidInput | StorageException e) {
      attempts.put(provider, new Attempt(begun, e.text()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(provider);
    }
  }
}
