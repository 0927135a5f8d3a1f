package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The latest start of each extension that is not over or has failed. Thread-safe. A start that was
/// interrupted leaves nothing.
final class StartAttempts {
  private static final int MOST = 100;

  private final Map<ExtensionKey, Attempt> latest = new LinkedHashMap<>();

  /// @param failure null while it lasts
  record Attempt(ExtensionConfig config, @Nullable ExtensionException failure) {}

  /// A start.
  interface Start<T> {
    T run() throws InterruptedException;
  }

  /// Runs a start. One that succeeds stays known as going on until it is forgotten, because only
  /// then the extension can be used.
  <T> T attempt(ExtensionConfig config, Start<T> start) throws InterruptedException {
    put(new Attempt(config, null));
    try {
      return start.run();
    } catch (ExtensionException e) {
      put(new Attempt(config, e));
      throw e;
    } catch (InterruptedException e) {
      forget(config.key());
      throw e;
    }
  }

  synchronized void forget(ExtensionKey key) {
    latest.remove(key);
  }

  synchronized List<Attempt> all() {
    return List.copyOf(latest.values());
  }

  synchronized Optional<ExtensionConfig> config(ExtensionKey key) {
    return Optional.ofNullable(latest.get(key)).map(Attempt::config);
  }

  private synchronized void put(Attempt attempt) {
    latest.remove(attempt.config().key());
    latest.put(attempt.config().key(), attempt);
    if (latest.size() > MOST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }
}
