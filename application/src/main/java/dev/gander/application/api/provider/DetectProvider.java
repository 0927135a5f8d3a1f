package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds out which service a key belongs to by requesting the models of the most common ones
/// (goosed 1.26). Nothing is stored, and only those providers see the key.
public final class DetectProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProviderRegistry registry;
  private final List<String> tried;
  private final ProviderSettings settings;

  /// @param tried the names of the providers to try, the most likely first
  public DetectProvider(ProviderRegistry registry, List<String> tried, ProviderSettings settings) {
    this.registry = registry;
    this.tried = List.copyOf(tried);
    this.settings = settings;
  }

  /// A provider that accepts the key, with its models.
  public record Detected(String provider, List<String> models) {}

  /// The first provider of the list that accepts the key. A provider that cannot be queried does
  /// not count.
  ///
  /// @return empty if none does
  public Optional<Detected> detect(String apiKey) throws InterruptedException {
    settings.knownSecrets().add(apiKey);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<Detected>> tries = new ArrayList<>();
      for (String name : tried) {
        registry
            .find(name)
            .ifPresent(factory -> tries.add(threads.submit(() -> ask(factory, apiKey.strip()))));
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (Future<Detected> one : tries) {
        Optional<Detected> found = result(one, end - System.nanoTime());
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Optional<Detected> result(Future<Detected> one, long nanos)
      throws InterruptedException {
    try {
      return Optional.of(one.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GanderException) {
        return Optional.empty();
      }
      throw new IllegalStateException("a provider failed in a way of its own", e.getCause());
    }
  }

  private Detected ask(ProviderFactory factory, String apiKey) throws InterruptedException {
    Optional<String> keyName =
        factory.metadata().configKeys().stream()
            .filter(ConfigKey::secret)
            .map(ConfigKey::name)
            .findFirst();
    List<String> models =
        factory.create(new WithKey(settings, keyName.orElse(""), apiKey)).models();
    return new Detected(factory.name(), models);
  }

  /// The current settings with one key replaced.
  private record WithKey(ProviderSettings settings, String name, String key)
      implements ProviderSettings {
    @Override
    public Optional<String> setting(String wanted) {
      return settings.setting(wanted);
    }

    @Override
    public Optional<String> secret(String wanted) {
      return wanted.equals(name) ? Optional.of(key) : settings.secret(wanted);
    }

    @Override
    public KnownSecrets knownSecrets() {
      return settings.knownSecrets();
    }

    @Override
    public Optional<String> environment(String wanted) {
      return settings.environment(wanted);
    }

    @Override
    public Optional<Path> requestLogs() {
      return settings.requestLogs();
    }
  }
}
