package dev.gander.bootstrap.ondemand;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.BundledServers;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bundled extensions, loaded with the first of them.
public final class OnDemandBundledServers implements ExtensionConnector {
  private final OnDemand<BundledServers> servers =
      new OnDemand<>(
          BundledServers.class,
          "dev.gander.adapters.bundled",
          "bundled",
          () -> new Unavailable("The bundled extensions are not installed"));
  private final BundledServers.Surroundings surroundings;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ExtensionConnector loaded;

  public OnDemandBundledServers(BundledServers.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean connects(ExtensionConfig config) {
    return BundledServers.has(config);
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) throws InterruptedException {
    return connector().connect(config, host);
  }

  /// One for all sessions, which share files.
  private ExtensionConnector connector() {
    lock.lock();
    try {
      if (loaded == null) {
        loaded = servers.get().connector(surroundings);
      }
      return loaded;
    } finally {
      lock.unlock();
    }
  }
}
